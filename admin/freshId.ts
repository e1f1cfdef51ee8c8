/** A name nobody else has, also where the browser offers `randomUUID` only over HTTPS. */
export const freshId = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
