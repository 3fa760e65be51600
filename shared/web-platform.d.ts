// What Node and browsers both have, of which the language's own library knows nothing.
interface URL {
  readonly protocol: string
  readonly username: string
  readonly password: string
  readonly hostname: string
}
declare var URL: {
  new (url: string): URL
}
