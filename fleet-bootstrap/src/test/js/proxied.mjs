// Rides through a proxy that spreads clients over instances by their address; each client here has an address of its own.
import { Agent } from "node:http";
import { randomUUID } from "node:crypto";
import { io } from "socket.io-client";
import { Ear, check, connected, emit, planTrip, run, step, token, url, IKEJA } from "./fleet.mjs";

const instances = process.argv.slice(2);
const CHOICES = [["websocket"], ["polling"], ["polling", "websocket"]];
const PAIRS = 20;
let address = 1;

function open(role, sub, transports) {
  const agent = new Agent({ localAddress: `127.0.0.${++address}`, keepAlive: true });
  const socket = io(url, { auth: { token: token(role, sub) }, transports, agent, forceNew: true, reconnection: false });
  socket.ear = new Ear(socket, ["driver:location", "trip:update", "error"]);
  return socket;
}

async function ride(index) {
  const [driverId, riderId] = [randomUUID(), randomUUID()];
  const driver = open("DRIVER", driverId, CHOICES[index % 3]);
  const rider = open("RIDER", riderId, CHOICES[(index + 1) % 3]);
  await Promise.all([connected(driver), connected(rider)]);
  const tripId = await planTrip(driverId, [riderId]);
  await step(tripId, "EN_ROUTE");
  const answer = await emit(rider, "rider:subscribe", { driverId, tripId });
  check(answer.ok, `subscribed ${JSON.stringify(answer)}`);
  const taken = await emit(driver, "driver:location", { ...IKEJA, bearing: 90, speed: 28 });
  check(taken.ok, `taken ${JSON.stringify(taken)}`);
  const seen = await rider.ear.next("driver:location", (position) => position.driverId === driverId);
  check(seen.latitude === IKEJA.latitude, "the rider sees the car");
  const transport = (socket) => socket.io.engine.transport.name;
  const wanted = (choice) => choice[choice.length - 1];
  for (let waited = 0; waited < 100 && transport(rider) !== wanted(CHOICES[(index + 1) % 3]); waited++) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  check(transport(rider) === wanted(CHOICES[(index + 1) % 3]), "the rider came to the transport it wanted");
  return [driver, rider];
}

run(async () => {
  const sockets = (await Promise.all(Array.from({ length: PAIRS }, (_, index) => ride(index)))).flat();
  for (const instance of instances) {
    const health = await (await fetch(`${instance}/health`)).json();
    check(health.connections > 0, `${instance} has clients of its own`);
  }
  sockets.forEach((socket) => socket.close());
});
