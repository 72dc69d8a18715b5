// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Who may read and write a file that replaces an older one: the same as before. Until then only its owner may. Where there is
 * no older file, or files have no modes, the system's defaults hold.
 */
record KeptMode(Optional<PosixFileAttributes> older) {
    private static final Set<PosixFilePermission> OF_GROUP = EnumSet.of(
            PosixFilePermission.GROUP_READ, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_EXECUTE);

    /** @param file may be missing */
    static KeptMode of(Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        return new KeptMode(
                view == null || !Files.exists(file) ? Optional.empty() : Optional.of(view.readAttributes()));
    }

    /** Makes a new file, which must not be there yet, not even as a link. */
    Path create(Path part) throws IOException {
        return older.isEmpty()
                ? Files.createFile(part)
                : Files.createFile(
                        part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }

    void keep(Path part) throws IOException {
        if (older.isPresent()) {
            Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
            permissions.addAll(older.get().permissions());
            PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
            if (!keepGroup(view, older.get().group())) {
                permissions.removeAll(OF_GROUP);
            }
            view.setPermissions(permissions);
        }
    }

    /** @return false for a group that this user is no member of: what it may do must not go to another one */
    private static boolean keepGroup(PosixFileAttributeView view, GroupPrincipal group) throws IOException {
        if (view.readAttributes().group().equals(group)) {
            return true;
        }
        try {
            view.setGroup(group);
            return true;
        } catch (IOException e) {
            System.getLogger(KeptMode.class.getName()).log(System.Logger.Level.DEBUG, "the group cannot be kept", e);
            return false;
        }
    }
}
