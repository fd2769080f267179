/** Mean squared distance between the probability told and what happened: 0 is perfect (Brier 1950). */
export function brier(probabilities: ArrayLike<number>, outcome: ArrayLike<number>): number {
  let sum = 0
  for (let row = 0; row < probabilities.length; row++) {
    const distance = (probabilities[row] as number) - (outcome[row] as number)
    sum += distance * distance
  }
  return sum / probabilities.length
}
