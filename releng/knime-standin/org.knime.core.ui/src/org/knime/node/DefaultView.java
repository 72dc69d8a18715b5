// SPDX-License-Identifier: Apache-2.0
package org.knime.node;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.data.DataService.DataServiceBuilder;
import org.knime.core.webui.data.InitialDataService;
import org.knime.core.webui.data.InitialDataService.InitialDataServiceBuilder;
import org.knime.core.webui.data.InitialDataService.Serializer;
import org.knime.core.webui.data.RpcDataService;
import org.knime.core.webui.data.RpcDataService.RpcDataServiceBuilder;
import org.knime.core.webui.page.Page;
import org.knime.node.parameters.NodeParameters;

/** The view of a node: a page, the data it starts with and the data it may ask for. */
public final class DefaultView {

    final Optional<Class<? extends NodeParameters>> parametersClass;
    final String description;
    final Page page;
    Optional<DefaultInitialData<?>> initialData = Optional.empty();
    Optional<DefaultDataService> dataService = Optional.empty();

    private DefaultView(Class<? extends NodeParameters> parametersClass, String description, Page page) {
        this.parametersClass = Optional.ofNullable(parametersClass);
        this.description = description;
        this.page = page;
    }

    static RequireViewParameters create() {
        return parametersClass ->
                description -> page -> new DefaultView(parametersClass, description, page.apply(Page.create()));
    }

    public <D> DefaultView initialData(Function<RequireInitialData, DefaultInitialData<D>> function) {
        initialData = Optional.of(function.apply(new RequireInitialData() {
            @Override
            public <T> DefaultInitialData<T> data(Function<ViewInput, T> data) {
                return new DefaultInitialData<>(data);
            }
        }));
        return this;
    }

    public DefaultView dataService(Function<RequireDataService, DefaultDataService> function) {
        dataService = Optional.of(function.apply(new RequireDataService() {
            @Override
            public SingleHandlerDataService handler(Function<ViewInput, Object> handler) {
                return new SingleHandlerDataService(handler);
            }

            @Override
            public MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler) {
                return new MultipleNamedHandlersDataService().addHandler(name, handler);
            }
        }));
        return this;
    }

    /** The parameters of the view. */
    public interface RequireViewParameters {

        RequireDescription parametersClass(Class<? extends NodeParameters> parametersClass);

        default RequireDescription withoutParameters() {
            return parametersClass(null);
        }
    }

    /** The description of the view. */
    public interface RequireDescription {

        RequirePage description(String description);
    }

    /** The page of the view. */
    public interface RequirePage {

        DefaultView page(Function<Page.RequireFromFileOrString, Page> page);
    }

    /** What the view knows of its node. */
    public interface ViewInput {

        <S extends NodeParameters> S getParameters();

        PortObject[] getInternalPortObjects();

        /** @throws ClassCastException when some internal object is not a table */
        default BufferedDataTable[] getInternalTables() {
            return Stream.of(getInternalPortObjects())
                    .map(BufferedDataTable.class::cast)
                    .toArray(BufferedDataTable[]::new);
        }
    }

    /** The function that makes the initial data. */
    public interface RequireInitialData {

        <D> DefaultInitialData<D> data(Function<ViewInput, D> data);
    }

    /** The objects that answer the page's calls. */
    public interface RequireDataService extends AllowAddingNamedHandler {

        SingleHandlerDataService handler(Function<ViewInput, Object> handler);
    }

    /** Several named objects that answer the page's calls. */
    public interface AllowAddingNamedHandler {

        MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler);
    }

    abstract static class AbstractDataService<T extends DataServiceBuilder> implements DataServiceBuilder {

        protected Runnable m_dispose;

        protected Runnable m_deactivate;

        abstract T self();

        void tell(DataServiceBuilder builder) {
            if (m_dispose != null) {
                builder.onDispose(m_dispose);
            }
            if (m_deactivate != null) {
                builder.onDeactivate(m_deactivate);
            }
        }

        @Override
        public T onDispose(Runnable dispose) {
            m_dispose = dispose;
            return self();
        }

        @Override
        public T onDeactivate(Runnable deactivate) {
            m_deactivate = deactivate;
            return self();
        }
    }

    /**
     * The data that the view starts with, as JSON.
     *
     * @param <D> the data
     */
    public static final class DefaultInitialData<D> extends AbstractDataService<DefaultInitialData<D>> {

        private final Function<ViewInput, D> data;
        private Optional<Serializer<D>> serializer = Optional.empty();

        private DefaultInitialData(Function<ViewInput, D> data) {
            this.data = data;
        }

        public DefaultInitialData<D> serializer(Serializer<D> own) {
            serializer = Optional.of(own);
            return this;
        }

        InitialDataService<D> service(ViewInput input) {
            InitialDataServiceBuilder<D> builder = InitialDataService.builder(() -> data.apply(input));
            serializer.ifPresent(builder::serializer);
            tell(builder);
            return builder.build();
        }

        @Override
        DefaultInitialData<D> self() {
            return this;
        }
    }

    /** Answers the page's calls. */
    public abstract static class DefaultDataService extends AbstractDataService<DefaultDataService> {

        final Map<String, Function<ViewInput, Object>> handlers = new LinkedHashMap<>();

        RpcDataService service(ViewInput input) {
            RpcDataServiceBuilder builder = RpcDataService.builder();
            handlers.forEach((name, handler) -> builder.addService(name, handler.apply(input)));
            tell(builder);
            return builder.build();
        }

        @Override
        DefaultDataService self() {
            return this;
        }
    }

    /** Calls go to methods of one object. */
    public static final class SingleHandlerDataService extends DefaultDataService {

        private SingleHandlerDataService(Function<ViewInput, Object> handler) {
            handlers.put("", handler);
        }
    }

    /** Calls go to methods of several objects: "name.method". */
    public static final class MultipleNamedHandlersDataService extends DefaultDataService
            implements AllowAddingNamedHandler {

        private MultipleNamedHandlersDataService() {}

        @Override
        public MultipleNamedHandlersDataService addHandler(String name, Function<ViewInput, Object> handler) {
            handlers.put(name, handler);
            return this;
        }
    }
}
