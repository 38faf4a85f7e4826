// What an expectation is about: a running place, a client that speaks to it, and what its demo says is in it.
import { afterAll, beforeAll } from 'vitest';
import type { DemoListing } from '../../server/deps.ts';
import { Client } from './client.ts';
import type { Place } from './places.ts';

type Person = DemoListing['people'][number];
export interface Held {
  person: Person;
  certificate: Person['certificates'][number];
}

/** There from beforeAll on; not while tests are being registered. */
export interface Subject {
  readonly place: Place;
  readonly client: Client;
  readonly demo: Demo;
}

export class Demo {
  readonly people: Person[];
  readonly institutions: string[];
  constructor({ people, institutions }: DemoListing) {
    this.people = people;
    this.institutions = institutions;
  }

  held(): Held[] {
    return this.people.flatMap((person) => person.certificates.map((certificate) => ({ person, certificate })));
  }
  /** Published certificates by their newest seal: of two seals the superseded one is of the same certificate. */
  published(): Held[] {
    return this.held().filter(({ certificate: { standing } }) => standing !== null && standing !== 'superseded');
  }
  valid(): Held {
    const found = this.published().find(({ certificate }) => certificate.standing === 'valid');
    if (!found) throw new Error('the demo has no valid certificate');
    return found;
  }
  /** Of every stage before publication. */
  hidden(): Held[] {
    return this.held().filter(({ certificate }) => certificate.stage !== 'published');
  }
}

/** The three pairs of facts by which a certificate can be looked up. */
export function pairsOf({ person, certificate: { certificateNumber } }: Held) {
  return {
    number_name: { certificateNumber, name: person.name },
    number_id: { certificateNumber, idNumber: person.idNumber },
    name_id: { name: person.name, idNumber: person.idNumber },
  };
}

/** Starts a place before the tests of this describe block and stops it after them. */
export function useSubject(start: () => Promise<Place>): Subject {
  let place: Place | undefined;
  let client: Client | undefined;
  let demo: Demo | undefined;
  beforeAll(async () => {
    place = await start();
    client = new Client(place.origin);
    demo = new Demo(await client.demo());
  }, 180_000);
  afterAll(() => place?.stop());
  return {
    get place() {
      return here(place);
    },
    get client() {
      return here(client);
    },
    get demo() {
      return here(demo);
    },
  };
}

function here<T>(part: T | undefined): T {
  if (part === undefined) throw new Error('nothing is running before beforeAll');
  return part;
}
