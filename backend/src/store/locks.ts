/** Numbers of the advisory locks. They share one space per database with whatever else uses it, hence the odd start. */
export const LOCKS = {
  /** Held by a transaction that changes the schema. */
  migrate: 0x6c6c_6d01,
  /** Held by the backend that runs the jobs. */
  leader: 0x6c6c_6d02,
  /** Held by a transaction that looks which scores are there already. */
  scores: 0x6c6c_6d03,
} as const;
