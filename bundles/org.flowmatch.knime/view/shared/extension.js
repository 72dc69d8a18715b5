// SPDX-License-Identifier: Apache-2.0
"use strict";

// The page's end of KNIME's protocol for pages in an iframe: requests go to the parent window and come back by their id.
const knime = (() => {
  const waiting = new Map();

  window.addEventListener("message", ({ source, data }) => {
    if (source === window.parent && data?.type === "UIExtensionResponse" && waiting.has(data.requestId)) {
      waiting.get(data.requestId)(data.payload);
      waiting.delete(data.requestId);
    }
  });

  const request = (method, ...params) =>
    new Promise((resolve) => {
      const requestId = `${method}-${waiting.size}-${performance.now()}`;
      waiting.set(requestId, resolve);
      window.parent.postMessage({ type: "UIExtensionRequest", requestId, payload: { method, params } }, "*");
    });

  const parsed = (value) => (typeof value === "string" && value !== "" ? JSON.parse(value) : value);

  // A page that was saved as a file has no host, and its data in an element of its own.
  const hosted = window.parent !== window;

  const answered = async () => {
    if (!hosted) {
      return { result: document.getElementById("data")?.textContent };
    }
    const config = await request("getConfig");
    window.parent.postMessage({ type: "UIExtensionReady" }, "*");
    const { nodeId, projectId, workflowId, extensionType } = config;
    const asked = { nodeId, projectId, workflowId, extensionType, serviceType: "initial_data", dataServiceRequest: "" };
    return parsed(config.initialData) || parsed(await request("callNodeDataService", asked));
  };

  // What the node's view was given: the result, or an error whose message can be shown.
  const initialData = async () => {
    const answer = await answered();
    const error = answer?.userError ?? answer?.internalError;
    if (error) {
      throw new Error(error.message ?? error.title ?? "The view has no data.");
    }
    return parsed(answer?.result);
  };

  // Whether the host is dark. The newest KNIME has a dark scheme and says so in its own document, as far as a page may read it;
  // KNIME 5.8 is light whatever the computer's colours are. A page without host follows the computer.
  const dark = () => {
    const computer = window.matchMedia("(prefers-color-scheme: dark)").matches;
    if (!hosted) {
      return computer;
    }
    try {
      const { colorScheme } = window.parent.getComputedStyle(window.parent.document.documentElement);
      return colorScheme.includes("dark") && (computer || !colorScheme.includes("light"));
    } catch {
      return false;
    }
  };

  return { initialData, dark };
})();
