// SPDX-License-Identifier: Apache-2.0
package org.knime.core.webui.node.dialog.defaultdialog.setting.filter.withtypes;

/** How names are selected. */
public enum TypedStringFilterMode {
    MANUAL,
    REGEX,
    WILDCARD,
    TYPE
}
