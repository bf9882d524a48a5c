// Operators, calls for help and share links, by one official client over one choice of transports.
import { randomUUID } from "node:crypto";
import { Ear, check, connected, emit, planTrip, rest, run, settle, step, token, url, IKEJA, YABA } from "./fleet.mjs";

const [version, transports] = process.argv.slice(2);
const { io } = await import(version === "3" ? "socket.io-client-3" : "socket.io-client");
const choice = { websocket: ["websocket"], polling: ["polling"], upgrade: ["polling", "websocket"] }[transports];
const LAGOS = { south: 6.3, west: 3.1, north: 6.8, east: 3.7 };
const [driverId, riderId, operatorId] = [randomUUID(), randomUUID(), randomUUID()];
const operator = token("ADMIN", operatorId);

async function open(bearer) {
  const socket = io(url, { auth: { token: bearer }, transports: choice, forceNew: true, reconnection: false });
  socket.ear = new Ear(socket, ["alert", "ops:positions", "trip:update", "driver:location", "error"]);
  await connected(socket);
  return socket;
}

async function watch(tripId, map, car) {
  let answer = await emit(map, "ops:watch", { bounds: LAGOS });
  check(answer.ok && Array.isArray(answer.open) && answer.missed.length === 0, `watching: ${JSON.stringify(answer)}`);
  const first = await map.ear.next("ops:positions");
  check(first.full && Array.isArray(first.positions), "the first message is the whole picture");
  answer = await emit(car, "driver:location", { ...IKEJA, bearing: 0, speed: 0 });
  check(answer.ok, "a fix");
  const mine = (message) => message.positions.find((position) => position.driverId === driverId);
  const moved = await map.ear.next("ops:positions", mine);
  check(mine(moved).latitude === IKEJA.latitude && mine(moved).status === "ON_TRIP", "an operator sees the car");
  check((await emit(map, "ops:watch", { bounds: { ...LAGOS, north: 95 } })).error.details.field === "north", "a wrong edge is named");
  check((await emit(car, "ops:watch", { bounds: LAGOS })).error.code === "UNAUTHORIZED", "drivers do not watch the fleet");
  return answer;
}

async function help(tripId, map, phone) {
  const called = await emit(phone, "sos", { location: YABA, message: "please come" });
  check(called.ok && called.stored && called.alertId, `a call for help is kept: ${JSON.stringify(called)}`);
  const about = (status) => (alert) => alert.alertId === called.alertId && alert.status === status;
  const raised = await map.ear.next("alert", about("RAISED"));
  check(raised.kind === "SOS" && raised.severity === "CRITICAL" && raised.tripId === tripId, "operators hear of it");
  check(raised.by === riderId && raised.role === "RIDER" && raised.message === "please come", "and of what was said");
  check(raised.location.latitude === YABA.latitude && raised.driverId === driverId && raised.stored, "and where");
  const again = await emit(phone, "sos", { location: YABA, message: "please come" });
  check(again.alertId === called.alertId, "the same call again is the same");

  const listed = (await rest("GET", `/v1/alerts?tripId=${tripId}&status=RAISED`, operator)).body;
  check(listed.complete && listed.alerts.length === 1 && listed.alerts[0].alertId === called.alertId, "REST lists it");
  const path = `/v1/alerts/${called.alertId}`;
  check((await rest("POST", `${path}/ack`, token("RIDER", riderId), {})).status === 403, "riders do not take it on");
  check((await rest("POST", `${path}/ack`, operator, { note: "calling" })).body.status === "ACKNOWLEDGED", "an operator does");
  const taken = await map.ear.next("alert", about("ACKNOWLEDGED"));
  check(taken.acknowledgement.by === operatorId && taken.acknowledgement.note === "calling", "and the others hear who");
  check((await rest("POST", `${path}/resolve`, operator, {})).body.status === "RESOLVED", "it is closed");
  await map.ear.next("alert", about("RESOLVED"));
  return raised.version;
}

async function offline(tripId, map, car) {
  check((await emit(car, "driver:offline")).ok, "a driver signs off on a trip");
  const alert = await map.ear.next("alert", (one) => one.kind === "OFFLINE_ON_TRIP" && one.tripId === tripId);
  check(alert.severity === "HIGH" && alert.by === null, "which alerts operators");
  return alert.version;
}

async function resume(from, to) {
  const map = await open(token("ADMIN"));
  const answer = await emit(map, "ops:watch", { bounds: LAGOS, lastAlertVersion: from });
  const versions = answer.missed.map((alert) => alert.version);
  const expected = Array.from({ length: to - from }, (_, i) => from + 1 + i);
  check(JSON.stringify(versions.slice(0, expected.length)) === JSON.stringify(expected), `exactly what was missed: ${versions}`);
  check((await emit(map, "ops:unwatch")).ok, "unwatched");
  const heard = map.ear.all("alert").length;
  await settle(map);
  check(map.ear.all("alert").length === heard, "who has unwatched hears nothing");
  map.close();
}

async function share(tripId) {
  const rider = token("RIDER", riderId);
  const made = await rest("POST", `/v1/trips/${tripId}/share`, rider);
  check(made.status === 201 && made.body.path === `/t/${made.body.token}`, "a rider makes a link");
  check((await rest("POST", `/v1/trips/${tripId}/share`, token("RIDER"))).status === 404, "a stranger does not");
  const page = await fetch(url + made.body.path);
  const text = await page.text();
  check(page.status === 200 && text.includes("<h1>On the way to the pickup</h1>"), "its page tells how the trip goes");
  check(![tripId, driverId, riderId].some((id) => text.includes(id)), "and names nobody");
  const shared = await (await fetch(`${url}/v1/share/${made.body.token}?again=true`)).json();
  check(shared.status === "EN_ROUTE" && shared.position.latitude === IKEJA.latitude && shared.eta, "where the car is");
  const { links } = (await rest("POST", `/v1/trips/${tripId}/share`, rider)).body;
  check(links[0].views === 1, "one has looked");
  check((await rest("DELETE", `/v1/trips/${tripId}/share`, rider)).status === 204, "the rider takes it back");
  check((await fetch(url + made.body.path)).status === 404, "and there is nothing to be seen");
}

async function sharedCar() {
  const [shared, ada, ben] = [randomUUID(), randomUUID(), randomUUID()];
  const maryland = { latitude: 6.572, longitude: 3.371 };
  const planned = await rest("POST", "/v1/trips", token("SERVICE"), {
    tripId: shared, driverId: randomUUID(), pickup: IKEJA, dropoff: YABA,
    riders: [{ riderId: ada, pickup: IKEJA, dropoff: YABA }, { riderId: ben, pickup: maryland, dropoff: YABA }],
  });
  check(planned.status === 201, "a shared trip");
  const far = await rest("POST", `/v1/drivers/${planned.body.driverId}/location`, token("DRIVER", planned.body.driverId), { latitude: 7.3775, longitude: 3.947 });
  check(far.status === 200, "its car is far away");
  await step(shared, "EN_ROUTE");
  const phone = await open(token("RIDER", ben));
  const answer = await emit(phone, "rider:subscribe", { tripId: shared });
  check(answer.ok && answer.position === null && answer.trip.eta, "a car that is hours away is expected and not shown");
  check(answer.trip.stopsBefore === 1, `one stop before theirs: ${JSON.stringify(answer.trip)}`);
  phone.close();
}

run(async () => {
  const tripId = await planTrip(driverId, [riderId]);
  await step(tripId, "EN_ROUTE");
  const [map, phone, car] = await Promise.all([open(operator), open(token("RIDER", riderId)), open(token("DRIVER", driverId))]);
  await watch(tripId, map, car);
  const from = await help(tripId, map, phone);
  const to = await offline(tripId, map, car);
  await resume(from, to);
  await share(tripId);
  await sharedCar();
  [map, phone, car].forEach((socket) => socket.close());
});
