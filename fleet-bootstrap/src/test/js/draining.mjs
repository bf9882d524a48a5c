// A service that has been told to stop: whoever is there is sent away over a while, whoever comes is told to go elsewhere.
import { check, connected, refused, run, token, url, within } from "./fleet.mjs";

const [version, pid] = process.argv.slice(2);
const { io } = await import(version === "3" ? "socket.io-client-3" : "socket.io-client");
const open = (options = {}) =>
  io(url, { auth: { token: token("RIDER") }, forceNew: true, reconnection: false, transports: ["websocket"], ...options });

run(async () => {
  const sockets = Array.from({ length: 4 }, () => open());
  await Promise.all(sockets.map(connected));
  const ends = sockets.map((socket) => within(12000, "goodbye", new Promise((resolve) => socket.on("disconnect", resolve))));
  process.kill(Number(pid), "SIGTERM");
  await Promise.race(ends);
  check(sockets.some((socket) => socket.connected), "not all are sent away at once");
  for (const transports of [["websocket"], ["polling"]]) {
    const error = await refused(open({ transports }));
    check(error.data && error.data.code === "SERVER_DRAINING", `SERVER_DRAINING, not ${error.message}`);
  }
  const health = await (await fetch(`${url}/health`)).json();
  check(health.websocket === "draining", "health says draining");
  check((await fetch(`${url}/ready`)).status === 503, "and it is not ready");
  for (const reason of await Promise.all(ends)) {
    // From these an official client comes back by itself; from "io server disconnect" it would not.
    check(["transport close", "transport error"].includes(reason), `comes back after ${reason}`);
  }
});
