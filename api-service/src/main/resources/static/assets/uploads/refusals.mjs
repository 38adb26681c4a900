// Files that were refused, and why: kept until the person clears the list or closes the tab.

export class Refusals {
  #place;

  constructor(version) {
    this.#place = `refused files of ${version}`;
  }

  get all() {
    return JSON.parse(sessionStorage.getItem(this.#place) ?? '[]');
  }

  add(file) {
    this.#keep([...this.all, file]);
  }

  remove(name) {
    this.#keep(this.all.filter((file) => file.name !== name));
  }

  clear() {
    sessionStorage.removeItem(this.#place);
  }

  #keep(files) {
    sessionStorage.setItem(this.#place, JSON.stringify(files.slice(-500)));
  }
}
