export function QrCodesPage() {
  return <h1>QR codes</h1>
}
