// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.engine.torchscript;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicReference;
import org.flowmatch.engine.FlowException;
import org.flowmatch.engine.Monitor;
import org.flowmatch.engine.gpu.CudaBuild;
import org.flowmatch.engine.gpu.CudaDownload;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The real process with DJL in it, whose only way out is a proxy of the test's own: nothing leaves this computer. */
@Timeout(120)
class CudaFetchProcessTest {

    private static final CudaBuild BUILD = new CudaBuild("linux-x86_64", "525.60", 7.5, 3.5, 100);
    private static final String HOST = "https.proxyHost";
    private static final String PORT = "https.proxyPort";

    @TempDir
    Path cache;

    private ServerSocket proxy;
    private String hostBefore;
    private String portBefore;

    @BeforeEach
    void startProxy() throws IOException {
        Assumptions.assumeTrue(System.getProperty("os.name").startsWith("Linux"), "the library is that of Linux");
        Assumptions.assumeTrue(System.getenv("DJL_OFFLINE") == null, "downloads are forbidden");
        hostBefore = System.getProperty(HOST);
        portBefore = System.getProperty(PORT);
        proxy = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        System.setProperty(HOST, proxy.getInetAddress().getHostAddress());
        System.setProperty(PORT, Integer.toString(proxy.getLocalPort()));
    }

    @AfterEach
    void endProxy() throws IOException {
        if (proxy == null) {
            return;
        }
        proxy.close();
        restore(HOST, hostBefore);
        restore(PORT, portBefore);
    }

    private static void restore(String name, String value) {
        if (value == null) {
            System.clearProperty(name);
        } else {
            System.setProperty(name, value);
        }
    }

    private FlowException failure() {
        return assertThrows(FlowException.class, () -> new CudaDownload(BUILD, new CudaFetchProcess(BUILD))
                .into(cache, Monitor.none()));
    }

    @Test
    void aProxyThatAsksForAPasswordIsToldSo() {
        Thread answer = new Thread(() -> {
            try (Socket client = proxy.accept()) {
                assertTrue(client.getInputStream().read() >= 0);
                client.getOutputStream()
                        .write("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        answer.start();
        FlowException e = failure();
        assertTrue(e.problem().contains("407"), e.problem());
        assertTrue(e.remedy().startsWith("The proxy refuses the connection"), e.remedy());
    }

    @Test
    void withoutAConnectionTheUserLearnsTheOtherWay() throws IOException {
        proxy.close();
        FlowException e = failure();
        assertTrue(e.problem().contains("ConnectException"), e.problem());
        assertTrue(e.remedy().contains("PYTORCH_LIBRARY_PATH"), e.remedy());
    }

    @Test
    void aCancelEndsTheProcessWhileItWaitsForTheServer() {
        AtomicReference<Process> process = new AtomicReference<>();
        AtomicReference<Socket> client = new AtomicReference<>();
        Thread silent = new Thread(() -> {
            try {
                client.set(proxy.accept());
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        silent.start();
        CudaDownload download = new CudaDownload(BUILD, (folder, log) -> {
            process.set(new CudaFetchProcess(BUILD).start(folder, log));
            return process.get();
        });
        Monitor cancelsWhenConnected = new Monitor() {
            @Override
            public void report(double fraction, String message) {
                assertTrue(message.startsWith("Downloading PyTorch's CUDA library"), message);
            }

            @Override
            public boolean cancelled() {
                return client.get() != null;
            }
        };
        assertThrows(CancellationException.class, () -> download.into(cache, cancelsWhenConnected));
        assertFalse(process.get().isAlive());
        assertFalse(Files.exists(cache.resolve("flowmatch-download")));
    }
}
