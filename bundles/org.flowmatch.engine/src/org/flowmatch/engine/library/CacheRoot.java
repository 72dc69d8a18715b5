// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.flowmatch.engine.FlowException;

/**
 * The folder that native libraries are unpacked into: the one that the user names, else {@code .djl.ai} in the home folder.
 * Never the temporary folder, where others could put libraries first.
 */
public final class CacheRoot {

    /** The environment variable that names the folder. */
    public static final String VARIABLE = "ENGINE_CACHE_DIR";

    /** What to do when the folder is not fit. */
    static final String ELSEWHERE =
            "set the environment variable " + VARIABLE + " to a folder of your own that nobody else may write to";

    private static final List<String> VARIABLES = List.of(VARIABLE, "DJL_CACHE_DIR");

    private CacheRoot() {}

    /**
     * @param settings what an environment variable or system property says; null when it is not set
     * @param home the user's home folder as Java knows it: "?" when there is none
     * @throws FlowException when no folder is named and the user has no home, or the name is not a path
     */
    public static Path of(Function<String, String> settings, String home) {
        for (String variable : VARIABLES) {
            Optional<String> named =
                    Optional.ofNullable(settings.apply(variable)).filter(path -> !path.isBlank());
            if (named.isPresent()) {
                return path(named.get(), "The environment variable " + variable);
            }
        }
        if (home == null
                || home.isBlank()
                || !path(home, "The system property user.home").isAbsolute()) {
            throw new FlowException(
                    "This user has no home folder, in which the native library libtorch would be unpacked.",
                    capital(ELSEWHERE) + ", and restart.");
        }
        return Path.of(home, ".djl.ai");
    }

    private static Path path(String text, String whose) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new FlowException(
                    whose + " is not the path of a folder: " + e.getReason() + ".",
                    capital(ELSEWHERE) + ", and restart.",
                    e);
        }
    }

    static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
