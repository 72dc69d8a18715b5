// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.benchmarks.work;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The CPU time of all threads of this process. */
final class ProcessTime {
    private ProcessTime() {}

    /** Nanoseconds; on Linux in hundredths of a second. */
    static long cpuNanos() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(new ObjectName("java.lang:type=OperatingSystem"), "ProcessCpuTime");
        } catch (JMException e) {
            throw new IllegalStateException("this Java does not tell the CPU time of its process", e);
        }
    }
}
