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
    releaseChange: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description The reference of the change. */
                ref: string;
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
