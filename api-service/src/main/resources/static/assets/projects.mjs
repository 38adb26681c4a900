// The list of projects, kept new part by part: what somebody looks at or stands on stays where it is.

import { comesInto, mergeParts } from './merge.mjs';

comesInto('#found', (place, fragment) => mergeParts(place, fragment.querySelector('#found') ?? fragment));
