// What every scenario shares: tokens, REST, and waiting with a deadline.
import { createHmac, randomUUID } from "node:crypto";

export const url = process.env.FLEET_URL;
const secret = process.env.FLEET_SECRET;

export function token(role, sub = randomUUID(), claims = {}) {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const head = encode({ alg: "HS256", typ: "JWT" });
  const body = encode({ sub, role, iat: now, exp: now + 3600, ...claims });
  const signature = createHmac("sha256", secret).update(`${head}.${body}`).digest("base64url");
  return `${head}.${body}.${signature}`;
}

export async function rest(method, path, bearer, body, headers = {}) {
  const answer = await fetch(url + path, {
    method,
    headers: { Authorization: `Bearer ${bearer}`, "Content-Type": "application/json", ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, body: text && JSON.parse(text) };
}

export const service = token("SERVICE");
export const IKEJA = { latitude: 6.6018, longitude: 3.3515 };
export const YABA = { latitude: 6.5095, longitude: 3.3711 };

export async function planTrip(driverId, riders) {
  const tripId = randomUUID();
  const answer = await rest("POST", "/v1/trips", service, {
    tripId, driverId, pickup: IKEJA, dropoff: YABA,
    riders: riders.map((riderId) => ({ riderId, bookingId: randomUUID() })),
  });
  check(answer.status === 201, `a planned trip is 201, not ${answer.status} ${JSON.stringify(answer.body)}`);
  return tripId;
}

export async function step(tripId, status) {
  const answer = await rest("POST", `/v1/trips/${tripId}/status`, service, { status });
  check(answer.status === 200, `${status} is 200, not ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

let checks = 0;
export function check(condition, sentence) {
  checks++;
  if (!condition) throw new Error(`not so: ${sentence}`);
}
export const counted = () => checks;

export function within(milliseconds, what, promise) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what}: nothing within ${milliseconds} ms`)), milliseconds);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// Collects every event of a socket from its first moment, so that none is missed between two waits.
export class Ear {
  constructor(socket, names) {
    this.heard = [];
    this.waiting = [];
    for (const name of names) socket.on(name, (payload) => this.#hear({ name, payload }));
  }
  #hear(event) {
    this.heard.push(event);
    this.waiting = this.waiting.filter((waiter) => !waiter(event));
  }
  all(name) {
    return this.heard.filter((event) => event.name === name).map((event) => event.payload);
  }
  next(name, matching = () => true, milliseconds = 5000) {
    const known = this.all(name).find(matching);
    if (known) return Promise.resolve(known);
    return within(milliseconds, `event ${name}`, new Promise((resolve) => {
      this.waiting.push((event) => event.name === name && matching(event.payload) && (resolve(event.payload), true));
    }));
  }
}

export const emit = (socket, name, ...payload) =>
  within(5000, `ack of ${name}`, new Promise((resolve) => socket.emit(name, ...payload, resolve)));

export const connected = (socket) =>
  within(8000, "connect", new Promise((resolve, reject) => {
    socket.on("connect", resolve);
    socket.on("connect_error", reject);
  }));

export const refused = (socket) =>
  within(8000, "connect_error", new Promise((resolve, reject) => {
    socket.on("connect", () => reject(new Error("was let in")));
    socket.on("connect_error", resolve);
  }));

// For "nothing arrives": a round trip over the same socket, after which whatever was sent before has arrived.
export const settle = (socket) => emit(socket, "rider:unsubscribe", { tripId: randomUUID() });

export async function run(scenario) {
  try {
    await scenario();
    console.log(`ok ${checks} checks`);
    process.exit(0);
  } catch (failure) {
    console.error(failure);
    process.exit(1);
  }
}
