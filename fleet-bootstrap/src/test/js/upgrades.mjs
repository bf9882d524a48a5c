// 400 connects of the official client as it comes, polling first and then upgrading: none may stall.
import { io } from "socket.io-client";
import { check, emit, run, token, url, within } from "./fleet.mjs";

async function once() {
  const socket = io(url, { auth: { token: token("RIDER") }, forceNew: true, reconnection: false });
  const upgraded = new Promise((resolve, reject) => {
    socket.on("connect_error", reject);
    socket.io.on("open", () => socket.io.engine.once("upgrade", resolve));
  });
  await within(5000, "upgrade", upgraded);
  const begun = performance.now();
  const answer = await within(2000, "ack after the upgrade", emit(socket, "rider:unsubscribe", {}));
  check(answer.ok, "the upgraded socket works");
  socket.close();
  return performance.now() - begun;
}

run(async () => {
  let stalled = 0;
  let slowest = 0;
  for (const parallel of [...Array(20).fill(8), ...Array(8).fill(30)]) {
    const results = await Promise.allSettled(Array.from({ length: parallel }, once));
    stalled += results.filter((result) => result.status === "rejected").length;
    results.filter((result) => result.value).forEach((result) => (slowest = Math.max(slowest, result.value)));
    results.filter((result) => result.status === "rejected").forEach((result) => console.error(result.reason.message));
  }
  console.log(`400 connects, ${stalled} stalled, slowest ack ${slowest.toFixed(0)} ms`);
  check(stalled === 0, "none stalls");
});
