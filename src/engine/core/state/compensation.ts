/** An activity that is done and can be undone. Belongs to its process instance and vanishes with it. */
export interface CompensationSubscription {
  readonly key: number;
  /** Index of the activity; of the multi-instance body when it is repeated. */
  readonly activity: number;
  readonly activityInstanceKey: number;
  /** Element instance that contained the activity. */
  readonly scopeKey: number;
  /** Index of the activity that undoes it; -1 for sub-processes that only contain something to undo. */
  readonly handler: number;
  /** Element instance of the event that asked for it; 0 as long as nobody has. */
  throwEventInstanceKey: number;
  /** 0 when no handler is at work. */
  handlerInstanceKey: number;
}
