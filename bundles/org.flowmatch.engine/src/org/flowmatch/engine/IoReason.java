// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read or written, as part of a sentence: the messages of Java's file exceptions are often a bare path. */
public final class IoReason {
    private IoReason() {}

    public static String of(IOException e) {
        if (e instanceof FileSystemException file && file.getReason() == null) {
            String path = file.getFile();
            if (e instanceof NoSuchFileException) {
                return path + " does not exist";
            } else if (e instanceof AccessDeniedException) {
                return "access to " + path + " is denied";
            } else if (e instanceof FileAlreadyExistsException) {
                return path + " is there already";
            }
            return "the file system refused " + path;
        }
        if (e instanceof EOFException) {
            return "it ends too early";
        }
        return e.getMessage() == null ? "the system gave no reason" : e.getMessage();
    }
}
