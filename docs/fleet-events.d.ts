// The events of OpenRide Fleet, made from the code by DeclarationTest. Do not edit.
//
// import { io, Socket } from "socket.io-client";
// const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(url, { auth: { token } });

/** 36 characters. */
export type Uuid = string;

/** RFC 3339 in UTC with milliseconds. */
export type Time = string;

export interface Alert {
  alertId: Uuid;
  kind: "SOS" | "OFFLINE_ON_TRIP" | "DARK_DRIVER" | "OFF_ROUTE" | "LONG_STOP" | "OVERSPEED" | "TRIP_NOT_STARTED" | "TRIP_LEFT_OPEN" | "IMPOSSIBLE_JUMP" | "FROZEN_FIX" | "MOCKED_FIX" | "ARRIVED_PICKUP" | "ARRIVED_DROPOFF";
  severity: "INFO" | "WARNING" | "HIGH" | "CRITICAL";
  status: "RAISED" | "ACKNOWLEDGED" | "RESOLVED";
  version: number;
  stored: boolean;
  driverId: Uuid;
  tripId: Uuid | null;
  at: Time;
  location: Point | null;
  /** At most 500 characters. */
  message: string | null;
  figures: Record<string, number>;
  by: Uuid | null;
  role: "DRIVER" | "RIDER" | "ADMIN" | "SERVICE" | null;
  acknowledgement: Step | null;
  resolution: Step | null;
}

export interface Bounds {
  /** -90 to 90. */
  south: number;
  /** -180 to 180. */
  west: number;
  /** -90 to 90. */
  north: number;
  /** -180 to 180. */
  east: number;
}

export interface CallForHelp {
  tripId?: Uuid | null;
  location?: Point | null;
  /** At most 500 characters. */
  message?: string | null;
}

export interface Connected {
  sessionId: Uuid;
  userId: Uuid;
  roles: Array<"DRIVER" | "RIDER" | "ADMIN" | "SERVICE">;
  serverTime: Time;
  tokenExpiresAt: Time;
  locationIntervalSeconds: number;
}

export interface Done {
  ok: true;
}

export interface Expiring {
  expiresAt: Time;
}

export interface Failed {
  ok: false;
  error: Fault;
}

export interface Fault {
  code: "AUTHENTICATION_FAILED" | "TOKEN_EXPIRED" | "UNAUTHORIZED" | "MAX_CONNECTIONS_EXCEEDED" | "SERVER_BUSY" | "SERVER_DRAINING" | "INVALID_PAYLOAD" | "RATE_LIMIT_EXCEEDED" | "TRIP_NOT_FOUND" | "DRIVER_NOT_FOUND" | "ALERT_NOT_FOUND" | "SHARE_NOT_FOUND" | "INVALID_STATUS_TRANSITION" | "CONFLICT" | "IDEMPOTENCY_KEY_REUSED" | "NOT_SUPPORTED" | "OVERLOADED" | "UNAVAILABLE" | "INTERNAL";
  message: string;
  details?: Record<string, unknown> | null;
}

export interface Fix {
  /** -90 to 90. */
  latitude: number;
  /** -180 to 180. */
  longitude: number;
  /** 0 to 360. */
  bearing?: number | null;
  /** 0 to 300. */
  speed?: number | null;
  /** 0 to 5000. */
  accuracy?: number | null;
  /** -1000 to 20000. */
  altitude?: number | null;
  timestamp?: string | number | null;
}

export interface FixKept {
  ok: true;
  recordedAt: Time;
  duplicate?: boolean | null;
}

export interface Fixes {
  fixes: Array<Fix>;
}

export interface FixesKept {
  ok: true;
  accepted: number;
  duplicates: number;
  rejected: Array<RejectedFix>;
}

export interface HelpCalled {
  ok: true;
  alertId: Uuid;
  stored: boolean;
}

export interface Online {
  available?: boolean | null;
  location?: Fix | null;
}

export interface OpsPositions {
  full: boolean;
  positions: Array<Position>;
  gone: Array<Uuid>;
}

export interface Point {
  /** -90 to 90. */
  latitude: number;
  /** -180 to 180. */
  longitude: number;
}

export interface Position {
  driverId: Uuid;
  /** -90 to 90. */
  latitude: number;
  /** -180 to 180. */
  longitude: number;
  /** 0 to 360. */
  bearing: number | null;
  /** 0 to 300. */
  speed: number | null;
  timestamp: Time;
  tripId: Uuid | null;
  /** 0 to 5000. */
  accuracy: number | null;
  status: "OFFLINE" | "ONLINE" | "BUSY" | "ON_TRIP";
}

export interface Refreshed {
  ok: true;
  expiresAt: Time;
}

export interface Refusal {
  message: string;
  data: RefusalData;
}

export interface RefusalData {
  code: "AUTHENTICATION_FAILED" | "TOKEN_EXPIRED" | "UNAUTHORIZED" | "MAX_CONNECTIONS_EXCEEDED" | "SERVER_BUSY" | "SERVER_DRAINING" | "INVALID_PAYLOAD" | "RATE_LIMIT_EXCEEDED" | "TRIP_NOT_FOUND" | "DRIVER_NOT_FOUND" | "ALERT_NOT_FOUND" | "SHARE_NOT_FOUND" | "INVALID_STATUS_TRANSITION" | "CONFLICT" | "IDEMPOTENCY_KEY_REUSED" | "NOT_SUPPORTED" | "OVERLOADED" | "UNAVAILABLE" | "INTERNAL";
  message: string;
}

export interface RejectedFix {
  index: number;
  code: "AUTHENTICATION_FAILED" | "TOKEN_EXPIRED" | "UNAUTHORIZED" | "MAX_CONNECTIONS_EXCEEDED" | "SERVER_BUSY" | "SERVER_DRAINING" | "INVALID_PAYLOAD" | "RATE_LIMIT_EXCEEDED" | "TRIP_NOT_FOUND" | "DRIVER_NOT_FOUND" | "ALERT_NOT_FOUND" | "SHARE_NOT_FOUND" | "INVALID_STATUS_TRANSITION" | "CONFLICT" | "IDEMPOTENCY_KEY_REUSED" | "NOT_SUPPORTED" | "OVERLOADED" | "UNAVAILABLE" | "INTERNAL";
}

export interface StatusKept {
  ok: true;
  status: "OFFLINE" | "ONLINE" | "BUSY" | "ON_TRIP";
  timestamp: Time;
}

export interface StatusUpdated {
  status: "OFFLINE" | "ONLINE" | "BUSY" | "ON_TRIP";
  timestamp: Time;
}

export interface Step {
  at: Time;
  by: Uuid | null;
  role: "DRIVER" | "RIDER" | "ADMIN" | "SERVICE" | null;
  note: string | null;
}

export interface Subscribed {
  ok: true;
  trip: TripUpdate;
  position: Position | null;
  missed: Array<TripUpdate>;
}

export interface Subscription {
  driverId?: Uuid | null;
  tripId?: Uuid | null;
  bookingId?: Uuid | null;
  lastVersion?: number | null;
}

export interface Token {
  token: string;
}

export interface TripUpdate {
  tripId: Uuid;
  status: "PENDING" | "EN_ROUTE" | "ARRIVED" | "IN_PROGRESS" | "COMPLETED" | "CANCELLED";
  eta: Time | null;
  version: number;
  previousStatus: "PENDING" | "EN_ROUTE" | "ARRIVED" | "IN_PROGRESS" | "COMPLETED" | "CANCELLED" | null;
  driverId: Uuid;
  remainingMeters: number | null;
  stopsBefore: number | null;
  timestamp: Time;
}

export interface Watch {
  bounds: Bounds;
  lastAlertVersion?: number | null;
}

export interface Watching {
  ok: true;
  alertVersion: number;
  open: Array<Alert>;
  missed: Array<Alert>;
}

export interface ServerToClientEvents {
  /** The client has been let in. */
  "connected": (payload: Connected) => void;
  /** Where the car of a followed trip is. Newest wins; never backwards in time. */
  "driver:location": (payload: Position) => void;
  /** A followed trip took a step, under the next version; or its ETA moved by 60 s, under the same. */
  "trip:update": (payload: TripUpdate) => void;
  /** What the driver is doing now, after a change. */
  "status_updated": (payload: StatusUpdated) => void;
  /** The token ends in 60 seconds, and the session with it. */
  "auth:expiring": (payload: Expiring) => void;
  /** To operators: an alert as it stands after a change. */
  "alert": (payload: Alert) => void;
  /** To operators, once a second: what changed in the area. */
  "ops:positions": (payload: OpsPositions) => void;
  /** What went wrong with an event that asked for no answer. */
  "error": (payload: Fault) => void;
}

export interface ClientToServerEvents {
  /** Tells where the driver is. Answered once the fix is durable. */
  "driver:location": (payload: Fix, answer: (answer: FixKept | Failed) => void) => void;
  /** Hands in up to 200 fixes of the last 24 hours that were recorded without reception. */
  "driver:locations": (payload: Fixes, answer: (answer: FixesKept | Failed) => void) => void;
  /** Begins work; available=false means busy. */
  "driver:online": (payload: Online | null, answer: (answer: StatusKept | Failed) => void) => void;
  /** Ends work; on a trip that raises an alert. */
  "driver:offline": (answer: (answer: StatusKept | Failed) => void) => void;
  /** Follows a trip and its car; at least one id. What was missed since lastVersion is in the answer. */
  "rider:subscribe": (payload: Subscription, answer: (answer: Subscribed | Failed) => void) => void;
  /** Ends what is followed by these ids; without any, everything. */
  "rider:unsubscribe": (payload: Subscription | null, answer: (answer: Done | Failed) => void) => void;
  /** Extends the session by a fresh token; with another's it ends. */
  "auth:refresh": (payload: Token, answer: (answer: Refreshed | Failed) => void) => void;
  /** Calls for help; operators are told at once. What cannot be read is left out. */
  "sos": (payload: CallForHelp | null, answer: (answer: HelpCalled | Failed) => void) => void;
  /** Watches an area of the map, and the alerts of the whole fleet. */
  "ops:watch": (payload: Watch, answer: (answer: Watching | Failed) => void) => void;
  /** Watches no more. */
  "ops:unwatch": (answer: (answer: Done | Failed) => void) => void;
}
