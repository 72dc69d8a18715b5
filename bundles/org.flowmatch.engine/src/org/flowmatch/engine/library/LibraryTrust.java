// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.library;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.IoReason;

/**
 * Which folders libraries may be loaded from: nobody but this user and the administrator may have written there, for a library
 * runs with the user's rights. A folder must belong to one of the two and not be writable by others, and no folder above it
 * may let everybody replace what it holds. Each library, and what a link leads to, is held to the same.
 *
 * @param me the number of this user
 */
public record LibraryTrust(int me) {

    private static final System.Logger LOG = System.getLogger(LibraryTrust.class.getName());
    private static final int NOBODY = -1;

    /**
     * Why a place is not trusted.
     *
     * @param reason the end of a sentence that begins with the place
     * @param cure a command that takes the reason away, for a user who knows that nothing was planted; empty when none does
     */
    record Fault(Path place, String reason, Optional<String> cure) {}

    /**
     * The user that this process writes files as, found by writing one: user names and home folders are less certain, in
     * containers and on network drives.
     *
     * @param cache preferred place; the temporary folder when it cannot be written
     */
    public static LibraryTrust ofThisProcess(Path cache) {
        for (Path folder : List.of(cache, Path.of(System.getProperty("java.io.tmpdir")))) {
            try {
                Path probe = Files.createTempFile(folder, "flowmatch", null);
                try {
                    return new LibraryTrust(
                            FileOwner.of(probe).map(FileOwner::user).orElse(NOBODY));
                } finally {
                    Files.delete(probe);
                }
            } catch (IOException e) {
                LOG.log(System.Logger.Level.DEBUG, "this user cannot write there", e);
            }
        }
        return new LibraryTrust(NOBODY); // who can write nowhere may still run what the administrator has put somewhere
    }

    /**
     * @param instead what to do when the folder cannot be made fit: the end of a sentence without its full stop
     * @throws FlowException when others could have put libraries into the folder
     */
    public void requireFolder(Path folder, String instead) {
        try {
            refuse(ofFolder(folder), instead);
        } catch (IOException e) {
            throw unreadable(folder, instead, e);
        }
    }

    /**
     * {@link #requireFolder}, and the same for all that is in it.
     *
     * @throws FlowException that names the first unfit place
     */
    public void requireLibraries(Path folder, String instead) {
        try {
            refuse(ofLibraries(folder), instead);
        } catch (IOException e) {
            throw unreadable(folder, instead, e);
        }
    }

    Optional<Fault> ofFolder(Path folder) throws IOException {
        Path real = folder.toRealPath();
        Optional<Fault> fault = ofPlace(real);
        for (Path path : List.of(real, folder.toAbsolutePath().normalize())) { // a link to it could be replaced, too
            for (Path above = path.getParent(); above != null && fault.isEmpty(); above = above.getParent()) {
                fault = ofFolderAbove(above, path);
            }
        }
        return fault;
    }

    private static Optional<Fault> ofFolderAbove(Path above, Path path) throws IOException {
        return FileOwner.of(above)
                .filter(FileOwner::anybodyReplaces)
                .map(owner -> new Fault(
                        path,
                        "can be replaced by everybody, who may write to " + above + " (mode " + owner.modeText() + ")",
                        Optional.of("chmod +t " + above)));
    }

    Optional<Fault> ofLibraries(Path folder) throws IOException {
        Optional<Fault> fault = ofFolder(folder);
        List<Path> files;
        try (Stream<Path> all = Files.walk(folder)) {
            files = all.filter(Files::exists).toList();
        }
        for (int i = 0; i < files.size() && fault.isEmpty(); i++) {
            Path file = files.get(i);
            fault = Files.isSymbolicLink(file) ? ofTarget(file.toRealPath()) : ofInner(file);
        }
        return fault;
    }

    private Optional<Fault> ofTarget(Path target) throws IOException {
        Optional<Fault> inner = ofInner(target);
        return inner.isPresent() ? inner : ofFolder(target.getParent());
    }

    /** What others may write in a folder that is closed to them is out of their reach. */
    private Optional<Fault> ofInner(Path file) throws IOException {
        Optional<Fault> fault = ofPlace(file);
        boolean closed = FileOwner.of(file.toAbsolutePath().getParent())
                .map(FileOwner::isClosed)
                .orElse(false);
        return closed ? fault.filter(f -> f.cure().isEmpty()) : fault;
    }

    private Optional<Fault> ofPlace(Path place) throws IOException {
        Optional<FileOwner> owner = FileOwner.of(place);
        if (owner.isEmpty()) {
            return Optional.empty();
        } else if (!owner.get().isTrusted(me)) {
            return Optional.of(
                    new Fault(place, "belongs to the user " + owner.get().userName(), Optional.empty()));
        }
        return owner.filter(FileOwner::othersWrite)
                .map(o -> new Fault(
                        place,
                        "may be written by others (mode " + o.modeText() + ")",
                        Optional.of("chmod go-w " + place)));
    }

    private static void refuse(Optional<Fault> fault, String instead) {
        if (fault.isPresent()) {
            Fault f = fault.get();
            throw new FlowException(
                    "The native library libtorch is not loaded, because " + f.place() + " " + f.reason()
                            + ", and could hold somebody else's program: it must belong to you or to root, and only you"
                            + " may write it.",
                    f.cure()
                                    .map(cure -> "If you know what is in it, take the right away with \"" + cure
                                            + "\"; or " + instead)
                                    .orElse(CacheRoot.capital(instead))
                            + "; then restart.");
        }
    }

    private static FlowException unreadable(Path folder, String instead, IOException e) {
        return new FlowException(
                "The folder " + folder
                        + ", from which the native library libtorch would be loaded, cannot be examined: "
                        + IoReason.of(e) + ".",
                CacheRoot.capital(instead) + "; then restart.",
                e);
    }
}
