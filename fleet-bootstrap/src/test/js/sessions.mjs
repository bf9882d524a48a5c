// A token that ends on an open socket, and a client that comes back by itself with what it saw last.
import { randomUUID } from "node:crypto";
import { Ear, check, connected, emit, planTrip, run, step, token, url, within } from "./fleet.mjs";

const [version, transports] = process.argv.slice(2);
const { io } = await import(version === "3" ? "socket.io-client-3" : "socket.io-client");
const choice = { websocket: ["websocket"], polling: ["polling"], upgrade: ["polling", "websocket"] }[transports];

function open(bearer, options = {}) {
  const socket = io(url, { auth: { token: bearer }, transports: choice, forceNew: true, reconnection: false, ...options });
  socket.ear = new Ear(socket, ["connected", "trip:update", "auth:expiring", "error"]);
  return socket;
}

const gone = (socket) => within(8000, "disconnect", new Promise((resolve) => socket.on("disconnect", resolve)));

async function expiry() {
  // Within the leeway of 30 seconds: let in, told at once that the end is near, and out four seconds later.
  const riderId = randomUUID();
  const ending = () => token("RIDER", riderId, { exp: Math.floor(Date.now() / 1000) - 26 });
  const [left, renewed] = [open(ending()), open(ending())];
  const end = gone(left);
  await Promise.all([connected(left), connected(renewed)]);
  check(/Z$/.test((await left.ear.next("auth:expiring")).expiresAt), "auth:expiring says when");
  const answer = await emit(renewed, "auth:refresh", { token: token("RIDER", riderId) });
  check(answer.ok, "a fresh token is taken");
  check((await left.ear.next("error", () => true, 8000)).code === "TOKEN_EXPIRED", "the end is told");
  await end;
  check((await emit(renewed, "rider:unsubscribe")).ok, "who renewed stays");
  renewed.close();
}

async function comingBack() {
  const [driverId, riderId] = [randomUUID(), randomUUID()];
  const tripId = await planTrip(driverId, [riderId]);
  const rider = open(token("RIDER", riderId), { reconnection: true, reconnectionDelay: 200, reconnectionDelayMax: 400 });
  let seen = 0;
  rider.on("trip:update", (update) => (seen = Math.max(seen, update.version)));
  await connected(rider);
  await emit(rider, "rider:subscribe", { tripId });
  await step(tripId, "EN_ROUTE");
  await rider.ear.next("trip:update", (update) => update.status === "EN_ROUTE");
  const back = within(8000, "reconnect", new Promise((resolve) => rider.once("disconnect", () => rider.once("connect", resolve))));
  rider.io.engine.close(); // as a phone that loses its network
  await step(tripId, "ARRIVED");
  await back;
  check(seen === 2, `it had seen the second version, not ${seen}`);
  const answer = await emit(rider, "rider:subscribe", { tripId, lastVersion: seen });
  check(answer.missed.length === 1 && answer.missed[0].status === "ARRIVED", "exactly what it missed");
  await step(tripId, "CANCELLED");
  check((await rider.ear.next("trip:update", (update) => update.status === "CANCELLED")).version === 4, "and what follows");
  rider.close();
}

run(async () => {
  await expiry();
  await comingBack();
});
