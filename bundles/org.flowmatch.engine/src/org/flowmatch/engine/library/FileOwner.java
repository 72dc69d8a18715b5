// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Principal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who can have written a file or folder, as POSIX reports it. Windows reports it by access lists whose groups have names in the
 * user's language; there the user's profile, which holds the cache, is closed to others, and nothing is checked.
 *
 * @param user number of the owner
 * @param userName the owner's name, or the number as text
 * @param groupName the group's name, or its number as text
 * @param mode permissions and the sticky bit, such as 01777
 */
public record FileOwner(int user, String userName, String groupName, int mode) {

    private static final int ROOT = 0;
    private static final int OTHERS_WRITE = 0002;
    private static final int GROUP_WRITES = 0020;
    private static final int OTHERS_ENTER = 0011;
    private static final int STICKY = 01000;

    /** Follows links. Empty where files have no POSIX owners. */
    static Optional<FileOwner> of(Path path) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return Optional.empty();
        }
        Map<String, Object> values = Files.readAttributes(path, "unix:uid,mode,owner,group");
        return Optional.of(new FileOwner(
                (Integer) values.get("uid"),
                ((Principal) values.get("owner")).getName(),
                ((Principal) values.get("group")).getName(),
                (Integer) values.get("mode") & 07777));
    }

    /** Whether a program of theirs may be run: the user's own, or the administrator's. */
    public boolean isTrusted(int me) {
        return user == me || user == ROOT;
    }

    /**
     * Whether somebody else may write it. A group that has its owner's name has no other members: many systems give each user
     * one, and let it write all that the user makes (pam_umask(8), usergroups).
     */
    public boolean othersWrite() {
        return (mode & OTHERS_WRITE) != 0 || (mode & GROUP_WRITES) != 0 && !groupName.equals(userName);
    }

    /** Whether anybody may rename and remove what is in this folder, whoever it belongs to. */
    boolean anybodyReplaces() {
        return (mode & OTHERS_WRITE) != 0 && (mode & STICKY) == 0;
    }

    /** Whether a folder lets nobody else reach what is in it. */
    boolean isClosed() {
        return (mode & OTHERS_ENTER) == 0;
    }

    /** The mode as {@code chmod} takes it. */
    String modeText() {
        return String.format(Locale.ROOT, "%04o", mode);
    }
}
