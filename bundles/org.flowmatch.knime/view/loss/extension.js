// SPDX-License-Identifier: Apache-2.0
"use strict";

// The page's end of KNIME's protocol for pages in an iframe: requests go to the parent window and come back by their id.
const knime = (() => {
  const waiting = new Map();

  window.addEventListener("message", ({ data }) => {
    if (data?.type === "UIExtensionResponse" && waiting.has(data.requestId)) {
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

  // What the node's view was given: the result, or an error whose message can be shown.
  const initialData = async () => {
    const config = await request("getConfig");
    window.parent.postMessage({ type: "UIExtensionReady" }, "*");
    const { nodeId, projectId, workflowId, extensionType } = config;
    const answer =
      parsed(config.initialData) ||
      parsed(
        await request("callNodeDataService", {
          nodeId,
          projectId,
          workflowId,
          extensionType,
          serviceType: "initial_data",
          dataServiceRequest: "",
        }),
      );
    const error = answer?.userError ?? answer?.internalError;
    if (error) {
      throw new Error(error.message ?? error.title ?? "The view has no data.");
    }
    return parsed(answer?.result);
  };

  return { initialData };
})();
