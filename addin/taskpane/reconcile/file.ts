/** Reading the chosen file for an import. */

/** The server takes requests of 32 MiB; base64 makes a third more of the file. */
export const FILE_LIMIT = 22 * 1024 * 1024;

/** Larger files go through a door of their own, as they are. */
export const LARGE_FILE = 4 * 1024 * 1024;

/** The bytes of a file as base64. @throws DOMException when the browser cannot read it any more */
export function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener('load', () => {
      const url = reader.result as string;
      resolve(url.slice(url.indexOf(',') + 1));
    });
    reader.addEventListener('error', () => reject(reader.error ?? new Error('the file cannot be read')));
    reader.readAsDataURL(file);
  });
}
