import { secretNames } from '../db/publication/secrets.ts'

/** `?token=…&key=…`, `;jsessionid=…` */
const secret = new RegExp(String.raw`([?&;](?:${secretNames}|key)=)[^&\s"?)]*`, 'giu')

/** Text without the values of query fields that let somebody in: what a log, a message and the database must not keep. */
export function redacted(text: string): string {
  return text.replace(secret, '$1…')
}
