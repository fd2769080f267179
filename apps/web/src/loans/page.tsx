export function LoanPage() {
  return <h1>LoanPage</h1>
}
