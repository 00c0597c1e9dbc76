import { HeapEventQueue } from "../../../sim/heap-event-queue.js";
import { runEventQueueContract } from "./event-queue.js";

runEventQueueContract("HeapEventQueue", () => new HeapEventQueue(1));
