// Every event once, by its declared types: compiled, never run. An event that is missing here does not compile either.
import { io, Socket } from "socket.io-client";
import type { ClientToServerEvents, ServerToClientEvents } from "./fleet-events";

const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io("");
const id = "11111111-1111-4111-8111-111111111111";
const fix = { latitude: 6.6, longitude: 3.35, bearing: 0, speed: 28.5, accuracy: 5, altitude: 40, timestamp: Date.now() };
const say = (...words: Array<string | number | boolean>) => console.log(...words);

const heard: { [Event in keyof ServerToClientEvents]: ServerToClientEvents[Event] } = {
  connected: ({ sessionId, userId, roles, serverTime, tokenExpiresAt, locationIntervalSeconds }) =>
    say(sessionId, userId, roles.join(), serverTime, tokenExpiresAt, locationIntervalSeconds.toFixed(1)),
  "driver:location": ({ driverId, latitude, longitude, bearing, speed, timestamp, tripId, accuracy, status }) =>
    say(driverId, latitude, longitude, bearing ?? 0, speed ?? 0, timestamp, tripId ?? "", accuracy ?? 0, status),
  "trip:update": ({ tripId, status, eta, version, previousStatus, driverId, remainingMeters, stopsBefore, timestamp }) =>
    say(tripId, status, eta ?? "", version, previousStatus ?? "", driverId, remainingMeters ?? 0, stopsBefore ?? 0, timestamp),
  status_updated: ({ status, timestamp }) => say(status, timestamp),
  "auth:expiring": ({ expiresAt }) => say(expiresAt),
  alert: ({ alertId, kind, severity, status, version, stored, acknowledgement, resolution }) =>
    say(alertId, kind, severity, status, version, stored, acknowledgement?.at ?? "", resolution?.note ?? ""),
  "ops:positions": ({ full, positions, gone }) => say(full, positions[0]?.driverId ?? "", gone.join()),
  error: ({ code, message, details }) => say(code, message, details ? Object.keys(details).join() : ""),
};
socket.on("connected", heard.connected).on("driver:location", heard["driver:location"]).on("trip:update", heard["trip:update"])
  .on("status_updated", heard.status_updated).on("auth:expiring", heard["auth:expiring"]).on("alert", heard.alert)
  .on("ops:positions", heard["ops:positions"]).on("error", heard.error);

const sent: { [Event in keyof ClientToServerEvents]: () => Promise<void> } = {
  "driver:location": async () => {
    const answer = await socket.emitWithAck("driver:location", fix);
    say(answer.ok ? answer.recordedAt : answer.error.code);
  },
  "driver:locations": async () => {
    const answer = await socket.emitWithAck("driver:locations", { fixes: [fix] });
    if (answer.ok) say(answer.accepted, answer.duplicates, answer.rejected.map(({ index, code }) => `${index} ${code}`).join());
  },
  "driver:online": async () => {
    const answer = await socket.emitWithAck("driver:online", { available: true, location: fix });
    if (answer.ok) say(answer.status, answer.timestamp);
  },
  "driver:offline": async () => {
    const answer = await socket.emitWithAck("driver:offline");
    if (answer.ok) say(answer.status);
  },
  "rider:subscribe": async () => {
    const answer = await socket.emitWithAck("rider:subscribe", { tripId: id, driverId: id, bookingId: id, lastVersion: 1 });
    if (answer.ok) say(answer.trip.status, answer.position?.latitude ?? 0, answer.missed.length);
  },
  "rider:unsubscribe": async () => say((await socket.emitWithAck("rider:unsubscribe", null)).ok),
  "auth:refresh": async () => {
    const answer = await socket.emitWithAck("auth:refresh", { token: "" });
    if (answer.ok) say(answer.expiresAt);
  },
  sos: async () => {
    const answer = await socket.emitWithAck("sos", { tripId: id, location: { latitude: 6.6, longitude: 3.35 }, message: "help" });
    if (answer.ok) say(answer.alertId, answer.stored);
  },
  "ops:watch": async () => {
    const bounds = { south: 6.3, west: 3.1, north: 6.8, east: 3.7 };
    const answer = await socket.emitWithAck("ops:watch", { bounds, lastAlertVersion: 0 });
    if (answer.ok) say(answer.alertVersion, answer.open.length, answer.missed.length);
  },
  "ops:unwatch": async () => say((await socket.emitWithAck("ops:unwatch")).ok),
};
await Promise.all(Object.values(sent).map((send) => send()));
