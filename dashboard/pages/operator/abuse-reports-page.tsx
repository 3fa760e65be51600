export function AbuseReportsPage() {
  return <h1>Reported links</h1>
}
