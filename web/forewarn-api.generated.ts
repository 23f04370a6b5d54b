// Made from openapi/forewarn.yaml by `npm run types`.
export interface paths {
    "/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the partners stand */
        get: operations["getStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/partners/{partner}/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The ledger of a partner */
        get: operations["getHistory"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/today": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who has what to do, by date */
        get: operations["getToday"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/coming": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What will change, by date
         * @description From what is known already; no call is made. A deployment tells what its ledgers and agreements say; marks that
         *     stand in an agreed document alone are told by `forewarn coming`.
         */
        get: operations["getComing"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{ref}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One change with its evidence, and what each side was told or would be */
        get: operations["getChange"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{ref}/hold": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keep the held notices of a change back until a day
         * @description In the name of the person whose token it is. They can still be released before.
         */
        post: operations["holdChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{ref}/drop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide that the held notices of a change never leave
         * @description In the name of the person whose token it is. It cannot be undone; later notices of the change wait anew.
         */
        post: operations["dropChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/changes/{ref}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let the held notices of a change leave
         * @description In the name of the person whose token it is. Releasing twice does nothing more.
         */
        post: operations["releaseChange"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/signals": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Tell what people say of a journey
         * @description Counted by the hour in the name of the person whose token it is. A deployment does not keep the text.
         */
        post: operations["reportSignal"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{door}/v1/registrations": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description `aws` for AWS credentials, `ci` for the token of a job. */
                door: components["parameters"]["Door"];
            };
            cookie?: never;
        };
        /** Who is watched */
        get: operations["listRegistrations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/{door}/v1/registrations/{partner}": {
        parameters: {
            query?: {
                /** @description Say what would change, and do nothing. */
                "dry-run"?: components["parameters"]["DryRun"];
                /** @description Take the partner from the repository that registered it. */
                "take-over"?: components["parameters"]["TakeOver"];
            };
            header?: never;
            path: {
                /** @description `aws` for AWS credentials, `ci` for the token of a job. */
                door: components["parameters"]["Door"];
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Watch a partner by these files
         * @description The same call again changes nothing. At most 200 files and 20 MB of them; the body is JSON, as it is or by gzip
         *     (`content-encoding: gzip`), at most 4.4 MB.
         */
        put: operations["registerPartner"];
        post?: never;
        /**
         * Watch a partner no longer
         * @description Its history and its evidence stay.
         */
        delete: operations["unregisterPartner"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @example acme-pay */
        PartnerName: string;
        Hash: string;
        /** Format: date-time */
        Time: string;
        /** @enum {string} */
        Verdict: "agrees" | "changing" | "drifts" | "not-verified";
        /**
         * @description Why something could not be checked.
         * @enum {string}
         */
        FailureClass: "dns" | "tls" | "connect" | "timeout" | "reset" | "truncated" | "too-large" | "server-error" | "throttled" | "maintenance" | "blocked" | "credentials" | "permission" | "state-missing" | "our-request" | "intercepted" | "address-refused" | "redirect-refused" | "document-unreadable" | "document-too-hard" | "deadline";
        Status: {
            partners: components["schemas"]["PartnerStatus"][];
            next: string | null;
        };
        PartnerStatus: {
            partner: components["schemas"]["PartnerName"];
            environments: components["schemas"]["EnvironmentStatus"][];
            /** @description References of the changes that have not ended, oldest first. */
            open: string[];
            /** @description References of the changes with notices that wait for a release. */
            waiting: string[];
            line: components["schemas"]["PartnerLine"];
        };
        /** @description The partner in one line. */
        PartnerLine: {
            verdict: components["schemas"]["Verdict"];
            /**
             * Format: date-time
             * @description The last look; of several environments, at the one that was looked at longest ago.
             */
            lookedAt: string | null;
            /** @description Its age in milliseconds. */
            ageMs: number | null;
            /** @description How much of what we use the last looks saw; null where that is not on record. */
            coverage: {
                used: number;
                exercised: number;
            } | null;
            /**
             * Format: date
             * @description The next date that is known.
             */
            next: string | null;
            /** @description References of changes, or classes of what cannot be checked, by whose step it is. */
            waitsFor: {
                ours: string[];
                theirs: string[];
            };
        };
        /** @enum {string} */
        Side: "ours" | "theirs";
        /** Format: date */
        Day: string;
        Today: {
            /**
             * Format: date-time
             * @description The instant that days are counted from.
             */
            at: string;
            steps: components["schemas"]["TodayStep"][];
        };
        TodayStep: {
            /** @description Null: it is about a journey. */
            partner: string | null;
            change: string | null;
            journey: string | null;
            /** @enum {string} */
            kind: "release" | "step" | "answer" | "sight" | "read" | "journey";
            /** @enum {string} */
            who: "ours" | "theirs" | "both";
            what: string;
            why: string | null;
            /** @enum {string} */
            when: "now" | "dated" | "undated";
            /** Format: date */
            by: string | null;
            late: boolean;
        };
        ComingChanges: {
            /**
             * Format: date-time
             * @description The instant that days are counted from.
             */
            at: string;
            coming: components["schemas"]["ComingChange"][];
            toRead: components["schemas"]["ToRead"][];
        };
        ComingChange: {
            partner: components["schemas"]["PartnerName"];
            change: string | null;
            environment: string | null;
            what: string;
            /**
             * Format: date
             * @description Null: no date is known.
             */
            on: string | null;
            daysLeft: number | null;
            /** @enum {string} */
            known: "sunset header" | "document" | "baseline" | "agreement" | "answer" | "feed" | "deprecation header" | "sandbox";
            /**
             * @description Whether the days left cover our own migration.
             * @enum {string}
             */
            timing: "late" | "in-time" | "unknown";
            /** @description What else is known of it, a phrase each. */
            details: string[];
        };
        /** @description A passage of a feed that names something we use and waits for a person. */
        ToRead: {
            partner: components["schemas"]["PartnerName"];
            id: string;
            /**
             * Format: date
             * @description Day on which it was first read.
             */
            at: string;
            /**
             * Format: date
             * @description Day that the passage gives as its own.
             */
            day: string | null;
            names: string[];
            used: boolean;
            /**
             * Format: date
             * @description Day that it speaks of.
             */
            until: string | null;
            url: string | null;
        };
        Change: {
            change: string;
            partner: components["schemas"]["PartnerName"];
            openedAt: components["schemas"]["Time"];
            /** Format: date-time */
            closedAt: string | null;
            /** @enum {unknown} */
            how: "resolved" | "retracted" | "accepted" | null;
            /** @description What waits is kept back until that day. */
            keptBack: {
                until: components["schemas"]["Day"];
                why: string;
            } | null;
            evidence: components["schemas"]["Evidence"][];
            notices: components["schemas"]["Notice"][];
        };
        /** @description One difference; what was agreed and what was seen, as shapes in words. */
        Evidence: {
            /** @description As people know it, by its summary. */
            operation: string;
            /** @example GET /v1/charges/{id} */
            call: string | null;
            place: string;
            what: string;
            environment: string | null;
            /** @enum {string} */
            effect: "breaks" | "may-break" | "loosens" | "none" | "unknown";
            agreed: string[];
            seen: string[];
        };
        Notice: {
            id: string;
            side: components["schemas"]["Side"];
            /** @enum {string} */
            step: "announce" | "shipped" | "resolved" | "retracted" | "blind" | "sight" | "summary" | "accepted" | "reopened" | "still-there" | "answered" | "reminder" | "escalated" | "digest";
            /**
             * @description `over`: the change had ended before it left.
             * @enum {string}
             */
            fate: "sent" | "dropped" | "over" | "waits" | "due";
            /** Format: date-time */
            sentAt: string | null;
            subject: string | null;
            text: string | null;
        };
        Hold: {
            /**
             * Format: date
             * @description A day that lies ahead.
             */
            until: string;
            /** @description Stays in the ledger for ever; no address. */
            why: string;
        };
        Drop: {
            /** @description Stays in the ledger for ever; no address. */
            why: string;
        };
        KeptBack: {
            /**
             * @description `already`: nothing was waiting any more.
             * @enum {string}
             */
            outcome: "held" | "dropped" | "already";
            change: string;
            notices: string[];
        };
        EnvironmentStatus: {
            partner: components["schemas"]["PartnerName"];
            /** @description Null: documents only. */
            environment: string | null;
            verdict: components["schemas"]["Verdict"];
            /** Format: date-time */
            since: string | null;
            /** @description Since when, and why, it cannot be seen. */
            blind: {
                class: components["schemas"]["FailureClass"];
                since: components["schemas"]["Time"];
            } | null;
            /** @description Operations that cannot be seen while others can, since when, and why. */
            unseen: {
                operation: string;
                class: components["schemas"]["FailureClass"];
                since: components["schemas"]["Time"];
            }[];
        };
        History: {
            partner: components["schemas"]["PartnerName"];
            entries: components["schemas"]["Entry"][];
            next: number | null;
        };
        Entry: {
            seq: number;
            at: components["schemas"]["Time"];
            by: {
                /** @enum {string} */
                kind: "schedule" | "person" | "partner" | "ci";
                id: string;
            };
            hash: components["schemas"]["Hash"];
            /** @description What became so, a line each. */
            lines: string[];
            /** @description The entry's canonical JSON (RFC 8785), of whose bytes `hash` is the SHA-256; null where it is too long. */
            body: string | null;
        };
        Release: {
            /**
             * @description `already`: nothing was waiting any more.
             * @enum {string}
             */
            outcome: "released" | "already";
            change: string;
            notices: string[];
        };
        Signal: {
            /**
             * @description The id of a registered journey.
             * @example checkout
             */
            journey: string;
            text: string;
        };
        SignalCount: {
            journey: string;
            hour: components["schemas"]["Time"];
            /** @description Reports of this journey in that hour. */
            count: number;
        };
        Bundle: {
            /** @constant */
            v: 1;
            partner: components["schemas"]["PartnerName"];
            /** @description The repository that the files belong to. */
            source: string;
            /** @description Texts by their path from the root of the repository. */
            files: {
                [key: string]: string;
            };
        };
        Registrations: {
            registrations: components["schemas"]["Registration"][];
            next: string | null;
        };
        Registration: {
            /** @constant */
            v: 1;
            partner: components["schemas"]["PartnerName"];
            hash: components["schemas"]["Hash"];
            source: string;
            at: components["schemas"]["Time"];
            by: string;
            files: {
                path: string;
                sha256: components["schemas"]["Hash"];
                bytes: number;
            }[];
            schedules: {
                partner: components["schemas"]["PartnerName"];
                environment: string | null;
                /** @example rate(15 minutes) */
                expression: string;
                timezone: string;
                flexibleMinutes: number;
                intervalMs: number;
            }[];
        };
        Paths: string[];
        RegistrationChange: {
            /** @constant */
            kind: "added";
            partner: components["schemas"]["PartnerName"];
            files: components["schemas"]["Paths"];
        } | {
            /** @constant */
            kind: "changed";
            partner: components["schemas"]["PartnerName"];
            added: components["schemas"]["Paths"];
            changed: components["schemas"]["Paths"];
            removed: components["schemas"]["Paths"];
        } | {
            /** @enum {unknown} */
            kind: "unchanged" | "removed";
            partner: components["schemas"]["PartnerName"];
        };
        ForeignRegistration: {
            /** @constant */
            kind: "foreign";
            partner: components["schemas"]["PartnerName"];
            source: string;
        };
        Refusal: {
            error: {
                /** @enum {string} */
                code: "usage" | "config" | "input" | "not-found" | "locked" | "storage" | "integrity" | "internal" | "unauthorized" | "forbidden";
                message: string;
                /** @description What to do about it. */
                fix: string | null;
            };
        };
    };
    responses: {
        /** @description What changed, or would. */
        Change: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["RegistrationChange"];
            };
        };
        /** @description Another repository registered this partner; it is left alone. */
        Foreign: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ForeignRegistration"];
            };
        };
        /** @description Not carried out, and why. */
        Refused: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Refusal"];
            };
        };
    };
    parameters: {
        /** @description `aws` for AWS credentials, `ci` for the token of a job. */
        Door: "aws" | "ci";
        Partner: components["schemas"]["PartnerName"];
        /** @description The partner to go on after. */
        AfterPartner: string;
        /** @description Say what would change, and do nothing. */
        DryRun: boolean;
        /** @description The reference of the change. */
        Reference: string;
        /** @description Take the partner from the repository that registered it. */
        TakeOver: boolean;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    getStatus: {
        parameters: {
            query?: {
                /** @description The partner to go on after. */
                after?: components["parameters"]["AfterPartner"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Partners by name, each with its environments. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Status"];
                };
            };
            401: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    getHistory: {
        parameters: {
            query?: {
                /** @description The entry to go on after; 0 for the beginning. */
                after?: number;
            };
            header?: never;
            path: {
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Entries, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["History"];
                };
            };
            400: components["responses"]["Refused"];
            401: components["responses"]["Refused"];
            404: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    getToday: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What is due now, then what has a date, nearest first, then the rest. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Today"];
                };
            };
            401: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    getComing: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Nearest date first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ComingChanges"];
                };
            };
            401: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    getChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference of the change. */
                ref: components["parameters"]["Reference"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Change"];
                };
            };
            401: components["responses"]["Refused"];
            404: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    holdChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference of the change. */
                ref: components["parameters"]["Reference"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Hold"];
            };
        };
        responses: {
            /** @description They wait until then. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptBack"];
                };
            };
            400: components["responses"]["Refused"];
            401: components["responses"]["Refused"];
            404: components["responses"]["Refused"];
            413: components["responses"]["Refused"];
            422: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    dropChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference of the change. */
                ref: components["parameters"]["Reference"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Drop"];
            };
        };
        responses: {
            /** @description They never leave. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["KeptBack"];
                };
            };
            400: components["responses"]["Refused"];
            401: components["responses"]["Refused"];
            404: components["responses"]["Refused"];
            413: components["responses"]["Refused"];
            422: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    releaseChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference of the change. */
                ref: components["parameters"]["Reference"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What may leave now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Release"];
                };
            };
            401: components["responses"]["Refused"];
            404: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    reportSignal: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Signal"];
            };
        };
        responses: {
            /** @description It is counted. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignalCount"];
                };
            };
            400: components["responses"]["Refused"];
            401: components["responses"]["Refused"];
            404: components["responses"]["Refused"];
            413: components["responses"]["Refused"];
            422: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    listRegistrations: {
        parameters: {
            query?: {
                /** @description The partner to go on after. */
                after?: components["parameters"]["AfterPartner"];
            };
            header?: never;
            path: {
                /** @description `aws` for AWS credentials, `ci` for the token of a job. */
                door: components["parameters"]["Door"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Registered partners by name. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registrations"];
                };
            };
            401: components["responses"]["Refused"];
            403: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    registerPartner: {
        parameters: {
            query?: {
                /** @description Say what would change, and do nothing. */
                "dry-run"?: components["parameters"]["DryRun"];
                /** @description Take the partner from the repository that registered it. */
                "take-over"?: components["parameters"]["TakeOver"];
            };
            header?: {
                "content-encoding"?: "gzip";
            };
            path: {
                /** @description `aws` for AWS credentials, `ci` for the token of a job. */
                door: components["parameters"]["Door"];
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Bundle"];
            };
        };
        responses: {
            200: components["responses"]["Change"];
            401: components["responses"]["Refused"];
            403: components["responses"]["Refused"];
            409: components["responses"]["Foreign"];
            422: components["responses"]["Refused"];
            503: components["responses"]["Refused"];
        };
    };
    unregisterPartner: {
        parameters: {
            query: {
                /** @description Say what would change, and do nothing. */
                "dry-run"?: components["parameters"]["DryRun"];
                /** @description Take the partner from the repository that registered it. */
                "take-over"?: components["parameters"]["TakeOver"];
                /** @description The repository that registered it. */
                source: string;
            };
            header?: never;
            path: {
                /** @description `aws` for AWS credentials, `ci` for the token of a job. */
                door: components["parameters"]["Door"];
                partner: components["parameters"]["Partner"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Change"];
            400: components["responses"]["Refused"];
            401: components["responses"]["Refused"];
            403: components["responses"]["Refused"];
            409: components["responses"]["Foreign"];
            503: components["responses"]["Refused"];
        };
    };
}
