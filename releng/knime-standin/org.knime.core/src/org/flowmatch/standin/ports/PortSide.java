// SPDX-License-Identifier: Apache-2.0
package org.flowmatch.standin.ports;

/** Where a group's ports are. */
public enum PortSide {
    IN,
    OUT
}
