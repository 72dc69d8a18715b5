// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.runner.csv;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import org.flowmatch.runner.PathText;
import org.flowmatch.runner.workflow.RequiredText;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;

/**
 * Where a file lies, as KNIME's file chooser stores it in its config {@code path}.
 *
 * @param system {@code file_system_type}: LOCAL, RELATIVE or CUSTOM_URL; others exist in KNIME and are refused
 * @param specifier {@code file_system_specifier}: for RELATIVE the base, for CUSTOM_URL the time-out in milliseconds
 * @param path {@code path}: a path or a URL
 */
public record FileLocation(String system, Optional<String> specifier, String path) {
    private static final String WORKFLOW = "knime.workflow";
    private static final String DATA_AREA = "knime.workflow.data";

    /** Reads the config {@code path} of a file chooser. */
    public static FileLocation load(NodeSettingsRO chooser) throws InvalidSettingsException {
        NodeSettingsRO location = chooser.getNodeSettings("path");
        String path = RequiredText.of(location, "path", "");
        if (path.isBlank()) {
            throw new InvalidSettingsException("No file is chosen: the setting 'path' is empty.");
        }
        return new FileLocation(
                RequiredText.of(location, "file_system_type"),
                Optional.ofNullable(location.getString("file_system_specifier", null)),
                path);
    }

    /** Writes the config {@code path} and the dialog's state beside it, as KNIME requires both. */
    public void save(NodeSettingsWO chooser) {
        NodeSettingsWO location = chooser.addNodeSettings("path");
        location.addBoolean("location_present", true);
        location.addString("file_system_type", system);
        specifier.ifPresent(value -> location.addString("file_system_specifier", value));
        location.addString("path", path);
        NodeSettingsWO dialog = chooser.addNodeSettings("file_system_chooser__Internals");
        dialog.addBoolean("has_fs_port", false);
        dialog.addBoolean("overwritten_by_variable", false);
        dialog.addString("convenience_fs_category", system);
        dialog.addString("relative_to", system.equals("RELATIVE") ? specifier.orElse(DATA_AREA) : DATA_AREA);
        dialog.addString("mountpoint", "LOCAL");
        dialog.addString("spaceId", "");
        dialog.addString("spaceName", "");
        dialog.addInt("custom_url_timeout", 1000);
        dialog.addBoolean("connected_fs", true);
    }

    /** The file on this machine, or empty when the location is a URL on another one. */
    public Optional<Path> file(Path workflow) throws InvalidSettingsException {
        try {
            return switch (system) {
                case "LOCAL" -> Optional.of(Path.of(path).toAbsolutePath().normalize());
                case "RELATIVE" -> Optional.of(relative(workflow));
                case "CUSTOM_URL" -> fileOfUrl(workflow);
                default -> throw new InvalidSettingsException("The file lies in a file system of the type " + system
                        + ", which this runner cannot reach. Allowed are LOCAL, RELATIVE (to the workflow) and"
                        + " CUSTOM_URL.");
            };
        } catch (InvalidPathException e) {
            throw new InvalidSettingsException(
                    "'" + path + "' is not a path on this machine. " + PathText.remedy(path), e);
        }
    }

    /** The URL of a location for which {@link #file} is empty. */
    public URL url() throws InvalidSettingsException {
        try {
            return uri().toURL();
        } catch (MalformedURLException | IllegalArgumentException e) {
            throw new InvalidSettingsException(
                    "'" + path + "' is not a URL that can be read. Write for instance https://example.org/file.csv.",
                    e);
        }
    }

    /** Time-out in milliseconds for reading from a URL. */
    public int timeout() throws InvalidSettingsException {
        String text = specifier.orElse("1000");
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            throw new InvalidSettingsException(
                    "The time-out of the custom URL (file_system_specifier) is '" + text
                            + "'; it must be a number of milliseconds, 0 or more.",
                    e);
        }
    }

    private Path relative(Path workflow) throws InvalidSettingsException {
        String below = path.startsWith("/") ? path.substring(1) : path;
        return switch (specifier.orElse("")) {
            case WORKFLOW -> workflow.resolve(below).normalize();
            case DATA_AREA -> workflow.resolve("data").resolve(below).normalize();
            default -> throw new InvalidSettingsException("The path '" + path + "' is relative to "
                    + specifier.orElse("nothing") + ", which this runner does not know. Allowed are " + WORKFLOW
                    + " and " + DATA_AREA + ".");
        };
    }

    private Optional<Path> fileOfUrl(Path workflow) throws InvalidSettingsException {
        URI uri = uri();
        String scheme = uri.getScheme() == null ? "" : uri.getScheme();
        switch (scheme) {
            case "file":
                if (uri.getPath() == null) {
                    throw new InvalidSettingsException(
                            "'" + path + "' is not an absolute file URL. Write file:///folder/file.csv.");
                }
                // by way of File, which knows that /C:/folder is a path on Windows
                return Optional.of(new File(uri.getPath()).toPath().normalize());
            case "knime":
                if (!WORKFLOW.equals(uri.getHost())) {
                    throw new InvalidSettingsException("'" + path
                            + "' lies outside the workflow. This runner knows knime://knime.workflow/... only.");
                }
                return Optional.of(
                        workflow.resolve(uri.getPath().replaceFirst("^/", "")).normalize());
            case "http", "https":
                return Optional.empty();
            default:
                throw new InvalidSettingsException("'" + path + "' is not a URL that this runner can read."
                        + " Allowed are file:///..., knime://knime.workflow/..., http://... and https://...");
        }
    }

    private URI uri() throws InvalidSettingsException {
        try {
            return new URI(path.replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw new InvalidSettingsException(
                    "'" + path + "' is not a URL, from its character " + (e.getIndex() + 1)
                            + " on. Write special characters as % and their code, for instance %23 for #.",
                    e);
        }
    }
}
