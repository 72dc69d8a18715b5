// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.flowmatch.engine.file.FolderTree;

/** What processes that were killed while they unpacked or downloaded have left in a cache: hundreds of MB each. */
public final class Leftovers {

    private static final System.Logger LOG = System.getLogger(Leftovers.class.getName());
    private static final Pattern DJLS = Pattern.compile("tmp\\d+");
    private static final Duration UNTOUCHED = Duration.ofHours(1);

    private Leftovers() {}

    /**
     * Removes work folders, unless a living process holds the lock under which they are made.
     *
     * @param prefix how the names of the work folders begin
     */
    public static void remove(Path cache, String lock, String prefix) {
        List<Path> left = folders(cache, name -> name.startsWith(prefix) && !name.equals(lock));
        if (left.isEmpty()) {
            return;
        }
        try {
            Optional<CacheLock> free = CacheLock.now(cache.resolve(lock));
            if (free.isPresent()) {
                try (CacheLock held = free.get()) {
                    left.forEach(Leftovers::delete);
                }
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "leftovers stay", e);
        }
    }

    /** Removes the work folders of DJL's own unpacking, which has no lock: those in which nothing happened for an hour. */
    static void removeDjls(Path cache) {
        Instant old = Instant.now().minus(UNTOUCHED);
        for (Path folder : folders(cache, name -> DJLS.matcher(name).matches())) {
            try (Stream<Path> files = Files.walk(folder)) {
                boolean untouched = true;
                for (Path file : files.toList()) {
                    untouched &= Files.getLastModifiedTime(file).toInstant().isBefore(old);
                }
                if (untouched) {
                    delete(folder);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "a leftover stays", e);
            }
        }
    }

    private static List<Path> folders(Path cache, Predicate<String> name) {
        try (Stream<Path> files = Files.list(cache)) {
            return files.filter(file -> name.test(file.getFileName().toString()) && Files.isDirectory(file))
                    .toList();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the cache cannot be listed", e);
            return List.of();
        }
    }

    private static void delete(Path folder) {
        try {
            FolderTree.delete(folder);
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "a leftover stays", e);
        }
    }
}
