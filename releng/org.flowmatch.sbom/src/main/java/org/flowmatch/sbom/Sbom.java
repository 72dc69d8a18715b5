// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.sbom;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.cyclonedx.Version;
import org.cyclonedx.exception.GeneratorException;
import org.cyclonedx.generators.BomGeneratorFactory;
import org.cyclonedx.model.Bom;
import org.cyclonedx.model.Component;
import org.cyclonedx.model.Component.Type;
import org.cyclonedx.model.Hash;
import org.cyclonedx.model.LicenseChoice;
import org.cyclonedx.model.Metadata;
import org.cyclonedx.model.license.Expression;

/**
 * Writes the software bill of materials (CycloneDX) of an update site: its bundles, the jars and scripts of others in them, the
 * native libraries in those jars and what is linked into them. What is not accounted for ends it: a jar without licence, a
 * licence without text, an entry without file.
 */
public final class Sbom {

    private static final Pattern BUNDLE = Pattern.compile("plugins/(.+)_([^_/]+)\\.jar");
    private static final String OURS = "Apache-2.0";

    private final Versions versions;
    private final List<String> faults = new ArrayList<>();

    private Sbom(Versions versions) {
        this.versions = versions;
    }

    /** @param arguments the site's zip, the repository, the file to write */
    public static void main(String[] arguments) throws IOException, GeneratorException {
        Path site = Path.of(arguments[0]);
        Sbom sbom = new Sbom(Versions.read(Path.of(arguments[1])));
        Bom bom = sbom.of(site);
        if (!sbom.faults.isEmpty()) {
            sbom.faults.forEach(System.err::println);
            System.exit(1);
        }
        Path file = Path.of(arguments[2]);
        Files.writeString(
                file, BomGeneratorFactory.createJson(Version.VERSION_16, bom).toJsonString());
        System.out.println("The bill of materials lists " + count(bom.getComponents()) + " components: " + file);
    }

    private static long count(List<Component> components) {
        return components == null
                ? 0
                : components.stream()
                        .mapToLong(component -> 1 + count(component.getComponents()))
                        .sum();
    }

    private Bom of(Path site) throws IOException {
        Bom bom = new Bom();
        Metadata metadata = new Metadata();
        metadata.setComponent(component(Type.APPLICATION, "Flow Matching for KNIME", null, OURS, hash(site)));
        bom.setMetadata(metadata);
        bom.setSerialNumber("urn:uuid:" + UUID.nameUUIDFromBytes(hash(site).getBytes(StandardCharsets.US_ASCII)));
        try (ZipFile zip = new ZipFile(site.toFile())) {
            for (ZipEntry entry : zip.stream()
                    .sorted((a, b) -> a.getName().compareTo(b.getName()))
                    .toList()) {
                Matcher name = BUNDLE.matcher(entry.getName());
                if (name.matches()) {
                    try (InputStream once = zip.getInputStream(entry);
                            InputStream again = zip.getInputStream(entry)) {
                        bom.addComponent(bundle(name.group(1), name.group(2), Shipped.hash(once), Shipped.read(again)));
                    }
                }
            }
        }
        return bom;
    }

    private static String hash(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Shipped.hash(in);
        }
    }

    private Component bundle(String name, String version, String hash, Shipped shipped) {
        Component bundle = component(Type.LIBRARY, name, version, OURS, hash);
        Licences licences = shipped.licences();
        for (String file : shipped.files().keySet()) {
            if (file.endsWith(".jar") && !licences.files().containsKey(file)) {
                faults.add(name + ": " + file + " has no licence in " + Licences.FILE + ".");
            }
        }
        licences.files().forEach((file, work) -> {
            check(name, file, work, shipped);
            if (!file.contains("!")) {
                bundle.addComponent(work(name, file, work, shipped));
            }
        });
        return bundle;
    }

    private Component work(String bundle, String file, Licences.Work work, Shipped shipped) {
        String version = versions.of().get(work.name());
        if (version == null) {
            faults.add(bundle + ": the version of " + work.name() + " is unknown.");
        }
        Component component = component(
                Type.LIBRARY,
                work.name().substring(work.name().indexOf(':') + 1),
                version,
                work.spdx(),
                shipped.files().get(file));
        component.setGroup(work.name().substring(0, Math.max(0, work.name().indexOf(':'))));
        component.setPurl("pkg:maven/" + work.name().replace(':', '/') + "@" + version);
        for (Map.Entry<String, String> library : shipped.natives().entrySet()) {
            if (library.getKey().startsWith(file + "!")) {
                Licences.Work its = shipped.licences().files().getOrDefault(library.getKey(), work);
                Component inner = component(
                        Type.FILE,
                        library.getKey().substring(file.length() + 1),
                        its == work ? version : null,
                        its.spdx(),
                        library.getValue());
                inner.setDescription(its == work ? work.name() : its.name() + ", as it came with " + version);
                component.addComponent(inner);
            }
        }
        for (Licences.Work linked : shipped.licences().within().getOrDefault(file, List.of())) {
            check(bundle, file, linked, shipped);
            Component inner = component(Type.LIBRARY, linked.name(), null, linked.spdx(), null);
            inner.setDescription("linked into the libraries, in the version that came with " + version);
            component.addComponent(inner);
        }
        return component;
    }

    private void check(String bundle, String file, Licences.Work work, Shipped shipped) {
        if (!shipped.files().containsKey(file) && !shipped.natives().containsKey(file)) {
            faults.add(bundle + ": " + Licences.FILE + " names " + file + ", which is not there.");
        }
        for (String text : work.texts()) {
            if (shipped.sizes().getOrDefault(text, 0L) == 0) {
                faults.add(bundle + ": " + text + ", a licence of " + work.name() + ", is missing.");
            }
        }
    }

    private static Component component(Type type, String name, String version, String spdx, String sha256) {
        Component component = new Component();
        component.setType(type);
        component.setName(name);
        component.setVersion(version);
        LicenseChoice licence = new LicenseChoice();
        licence.setExpression(new Expression(spdx));
        component.setLicenses(licence);
        if (sha256 != null) {
            component.addHash(new Hash(Hash.Algorithm.SHA_256, sha256));
        }
        return component;
    }
}
