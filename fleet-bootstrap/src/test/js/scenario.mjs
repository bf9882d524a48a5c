// The whole life of a driver, two riders and an operator, by one official client over one choice of transports.
import { randomUUID } from "node:crypto";
import { Ear, check, connected, emit, planTrip, refused, rest, run, settle, step, token, url, within, IKEJA } from "./fleet.mjs";

const [version, transports] = process.argv.slice(2);
const { io } = await import(version === "3" ? "socket.io-client-3" : "socket.io-client");
const choice = { websocket: ["websocket"], polling: ["polling"], upgrade: ["polling", "websocket"] }[transports];
const EVENTS = ["connected", "driver:location", "trip:update", "status_updated", "auth:expiring", "error"];

function open(bearer, options = {}) {
  const socket = io(url, { auth: { token: bearer }, transports: choice, forceNew: true, reconnection: false, ...options });
  socket.ear = new Ear(socket, EVENTS);
  return socket;
}

async function refusals() {
  const cases = [
    ["no token", { auth: {} }, "AUTHENTICATION_FAILED"],
    ["a forged token", { auth: { token: `${token("RIDER").slice(0, -3)}abc` } }, "AUTHENTICATION_FAILED"],
    ["no role", { auth: { token: token(undefined) } }, "AUTHENTICATION_FAILED"],
    ["a service", { auth: { token: token("SERVICE") } }, "AUTHENTICATION_FAILED"],
    ["an expired token", { auth: { token: token("RIDER", randomUUID(), { exp: Math.floor(Date.now() / 1000) - 60 }) } }, "TOKEN_EXPIRED"],
  ];
  for (const [what, options, code] of cases) {
    const socket = open("", options);
    const error = await refused(socket);
    check(error.data && error.data.code === code, `${what} is refused with ${code}, not ${JSON.stringify(error.data)}`);
    check(error.message === error.data.message, `${what} has a message`);
    socket.close();
  }
}

async function connections() {
  const bearer = token("DRIVER");
  const sockets = [open(bearer), open(bearer), open(bearer)];
  await Promise.all(sockets.map(connected));
  const error = await refused(open(bearer));
  check(error.data.code === "MAX_CONNECTIONS_EXCEEDED", "the fourth socket of a driver is refused");
  sockets[0].close();
  let again;
  for (let i = 0; i < 50 && !again; i++) {
    const next = open(bearer);
    await connected(next).then(() => (again = next), () => new Promise((resolve) => setTimeout(resolve, 100)));
  }
  check(again, "there is room again once one has gone");
  [...sockets, again].forEach((socket) => socket.close());
}

async function ride() {
  const [driverId, riderId, otherId] = [randomUUID(), randomUUID(), randomUUID()];
  const [driver, rider, other] = [open(token("DRIVER", driverId)), open(token("RIDER", riderId)), open(token("RIDER", otherId))];
  await Promise.all([connected(driver), connected(rider), connected(other)]);

  const hello = await driver.ear.next("connected");
  check(hello.userId === driverId && hello.roles[0] === "DRIVER" && hello.sessionId, "connected says who");
  check(/Z$/.test(hello.serverTime) && /Z$/.test(hello.tokenExpiresAt), "times end in Z");
  check(hello.locationIntervalSeconds === 5, "connected tells the limit");

  let answer = await emit(driver, "driver:online", { available: true });
  check(answer.ok && answer.status === "ONLINE", "online");
  check((await driver.ear.next("status_updated")).status === "ONLINE", "status_updated");

  const tripId = await planTrip(driverId, [riderId, otherId]);
  answer = await emit(rider, "rider:subscribe", { tripId, driverId });
  check(answer.ok && answer.trip.status === "PENDING" && answer.trip.version === 1, "a planned trip can be followed");
  check(answer.position === null && answer.missed.length === 0, "and shows no car yet");
  check((await rider.ear.next("trip:update")).status === "PENDING", "the snapshot is emitted too");

  const fix = { ...IKEJA, bearing: 0, speed: 0, timestamp: new Date().toISOString() };
  answer = await emit(driver, "driver:location", fix);
  check(answer.ok && answer.recordedAt === fix.timestamp, `a fix is kept: ${JSON.stringify(answer)}`);
  answer = await emit(driver, "driver:location", { ...fix, timestamp: new Date().toISOString() });
  check(!answer.ok && answer.error.code === "RATE_LIMIT_EXCEEDED", "the next comes too soon");
  check(answer.error.details.retryAfterMs > 0 && answer.error.details.retryAfterMs <= 5000, "and is told how long to wait");
  answer = await emit(driver, "driver_location", fix);
  check(answer.ok && answer.duplicate, "the same fix is known, whatever the limit, by its other name too");
  await settle(rider);
  check(rider.ear.all("driver:location").length === 0, "no car before it sets out");

  await step(tripId, "EN_ROUTE");
  const seen = await rider.ear.next("driver:location");
  check(seen.driverId === driverId && seen.tripId === tripId, "the car shows as it sets out");
  check(seen.bearing === 0 && seen.speed === 0, "north is 0 and standing is 0");
  check((await rider.ear.next("trip:update", (update) => update.status === "EN_ROUTE")).previousStatus === "PENDING", "a step names both");

  const past = Array.from({ length: 5 }, (_, i) => ({
    latitude: 6.6 - i * 0.001, longitude: 3.35, timestamp: new Date(Date.now() - 60000 + i * 1000).toISOString(),
  }));
  answer = await emit(driver, "driver:locations", { fixes: [...past, past[0], { latitude: 999, longitude: 3 }] });
  check(answer.ok && answer.accepted === 5 && answer.duplicates === 1, `a batch: ${JSON.stringify(answer)}`);
  check(answer.rejected.length === 1 && answer.rejected[0].index === 6 && answer.rejected[0].code === "INVALID_PAYLOAD", "by index");

  answer = await emit(other, "rider:subscribe", { tripId });
  check(answer.ok && answer.position.latitude === IKEJA.latitude, "the other rider's snapshot has the car");
  answer = await emit(other, "rider:unsubscribe", { tripId });
  check(answer.ok, "unsubscribed");

  for (const [name, payload, field] of [
    ["driver:location", { latitude: 90.1, longitude: 3 }, "latitude"],
    ["driver:location", { latitude: "6.5", longitude: 3 }, "latitude"],
    ["driver:location", { latitude: 6.5 }, "longitude"],
    ["driver:location", { ...IKEJA, timestamp: "soon" }, "timestamp"],
    ["driver:location", "nonsense", "payload"],
  ]) {
    answer = await emit(driver, name, payload);
    check(!answer.ok && answer.error.code === "INVALID_PAYLOAD" && answer.error.details.field === field, `${field} is named`);
  }
  check((await emit(driver, "rider:subscribe", { tripId })).error.code === "UNAUTHORIZED", "drivers do not subscribe");
  check((await emit(rider, "driver:location", fix)).error.code === "UNAUTHORIZED", "riders do not send");
  check((await emit(rider, "ops:watch", {})).error.code === "UNAUTHORIZED", "riders do not watch the fleet");
  check((await emit(rider, "driver:teleport", {})).error.code === "NOT_SUPPORTED", "what is not there says so");
  driver.emit("driver:location", { latitude: 91, longitude: 0 });
  check((await driver.ear.next("error")).code === "INVALID_PAYLOAD", "without an ack a failure is an event");

  const foreign = await planTrip(randomUUID(), [randomUUID()]);
  const one = await emit(rider, "rider:subscribe", { tripId: foreign });
  const unknown = await emit(rider, "rider:subscribe", { tripId: randomUUID() });
  check(one.error.code === "TRIP_NOT_FOUND", "another's trip");
  check(JSON.stringify(one) === JSON.stringify(unknown), "is answered as one that does not exist");

  await step(tripId, "ARRIVED");
  await rider.ear.next("trip:update", (update) => update.status === "ARRIVED");
  rider.close();
  await step(tripId, "IN_PROGRESS");
  const back = open(token("RIDER", riderId));
  await connected(back);
  answer = await emit(back, "rider:subscribe", { driverId, lastVersion: 3 });
  check(answer.ok && answer.trip.tripId === tripId && answer.trip.version === 4, "the driver alone leads to the trip");
  check(answer.missed.length === 1 && answer.missed[0].version === 4 && answer.missed[0].status === "IN_PROGRESS", "exactly what was missed");

  answer = await emit(driver, "driver:offline");
  check(answer.ok && answer.status === "OFFLINE", "offline without a payload, even on a trip");
  answer = await emit(driver, "driver:online", {});
  check(answer.status === "ON_TRIP", "online does not hide a trip");

  await step(tripId, "COMPLETED");
  const last = await back.ear.next("trip:update", (update) => update.status === "COMPLETED");
  check(last.version === 5 && last.eta === null, "the end is told");
  const versions = back.ear.all("trip:update").filter((update) => update.previousStatus).map((update) => update.version);
  check(JSON.stringify(versions) === "[5]", `each step once and in order: ${versions}`);
  await settle(other);
  check(other.ear.all("trip:update").filter((update) => update.version > 2).length === 0, "who unsubscribed hears nothing");
  answer = await emit(back, "rider:subscribe", { tripId, lastVersion: 4 });
  check(answer.ok && answer.position === null && answer.missed.length === 1, "an ended trip answers what was missed");
  check((await rest("GET", `/v1/trips/${tripId}`, token("RIDER", riderId))).body.riders.length === 1, "a rider sees their own part");

  answer = await emit(driver, "auth:refresh", { token: token("DRIVER", driverId, { exp: Math.floor(Date.now() / 1000) + 7200 }) });
  check(answer.ok && answer.expiresAt > hello.tokenExpiresAt, "a refresh extends the session");
  const gone = within(5000, "disconnect", new Promise((resolve) => driver.on("disconnect", resolve)));
  answer = await emit(driver, "auth:refresh", { token: token("DRIVER", randomUUID()) });
  check(answer.error.code === "UNAUTHORIZED", "another's token does not");
  await gone;
  [rider, other, back].forEach((socket) => socket.close());
}

run(async () => {
  await refusals();
  await connections();
  await ride();
});
