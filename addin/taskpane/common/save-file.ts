interface Named {
  fileName: string;
  mediaType: string;
}

/** Hands a text to the browser as a file to save. */
export function saveText({ content, ...file }: Named & { content: string }): void {
  save(file, content);
}

/** Hands bytes in base64 to the browser as a file to save. */
export function saveBytes({ content, ...file }: Named & { content: string }): void {
  save(
    file,
    Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)),
  );
}

/** Hands bytes to the browser as a file to save. */
export function saveArray({ content, ...file }: Named & { content: ArrayBuffer }): void {
  save(file, content);
}

function save({ fileName, mediaType }: Named, part: BlobPart): void {
  const url = URL.createObjectURL(new Blob([part], { type: mediaType }));
  const link = document.createElement('a');
  link.href = url;
  link.download = fileName;
  link.click();
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
