/** What a value lies between, both ends included. */
export interface Interval<Value = number> {
  readonly from: Value;
  readonly to: Value;
}
