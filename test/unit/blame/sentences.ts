/** Sentences that blame; written for this test. */
export const BLAMING = `You broke the checkout.
You failed to announce the change.
Your team forgot to update the document.
This is your fault.
The error is on your side.
You should have told us before.
The partner should not have removed the field.
They neglected the agreed notice.
Your mistake cost us a day.
Because of you customers could not pay.
Their negligence led to the outage.
The developers were sloppy with the schema.
You ignored our mail of May.
Once again you changed it without a word.
The vendor violated the agreement.
You messed up the release.
It was a human error of your operator.
Whoever did this was careless.
Your engineers did not bother to test.
This is unacceptable.
An inexcusable removal of a field.
We blame the new release.
The culprit is your gateway.
They never told anybody.
He broke the build on Friday.
She forgot the header.
The team ignored the deprecation.
You caused this outage.
The problem was on your end.
You overlooked the required property.
Your company breached the contract.
Their incompetence shows in the document.
It is embarrassing that the field is gone.
A stupid change of type.
You let us down again.
Your bug removed the total.
They refused to answer.
You were wrong about the date.
This was irresponsible.
An unprofessional way to ship.
Yet again they shipped on a Friday.
You never warn before a change.
Thanks to your release nobody could pay.
The fault lies with the partner.
The staff missed the mail.
Our colleague forgot to release the notice.
The operator ruined the data.
Your failure to notify is noted.
You are to blame for the delay.
The admin screwed the configuration up.
They were late again.
You carelessly removed the field.
A lazy choice of default.
What a ridiculous format.
They should have asked.
The mistake is on their part.
He is guilty of the change.
Amateurs wrote this answer.
The partner failed to document the enum.
The shame is theirs.
Due to your change the basket is empty.
You simply forgot the time zone.`.split('\n');

/** Sentences that say facts and next steps; written for this test. */
export const NEUTRAL = `The field total is gone from the answer since 4 November.
Your answers have changed, your document has not.
Please put it into your document, or take it back.
Please say which is meant, your document or your answers.
We move to the new form before 1 March.
It takes effect on 1 June, known from a Sunset header.
The days left do not cover our migration.
Please answer by Friday, quoting ACME-PAY-12.
Agreed notice for such a change is 90 days; 3 were given.
A customer pays for a basket: all parties green, journey not.
The list is empty and has status 200.
The total does not add up to the lines.
The sandbox showed it 3 days before production did.
A look each hour would have shown it earlier.
The answers changed and the document did not say so.
No notice is agreed for such a change.
The notice to the partner waited two days for a release.
A second person who may release saves two days.
We could not check production: no answer in 10 s.
The partner asked to wait 30 seconds.
The environment can be seen again.
What was suspected is not there any more.
The difference has gone.
Let us agree on it anew.
We correct our expectation.
Nothing to do.
The document is behind the answers.
It breaks us: the receipt has no amount.
It may break us: a new value may come.
It touches nothing that we use.
Two more differences came with it.
The record with this id is not there.
The token was refused with status 401.
Our credentials are not accepted; we renew them.
The quota of the day is used up.
The answer is larger than 8 MB.
The certificate ends on 12 December.
The ledger of acme-pay stands at entry 15.
Who feels it: customers, at the receipt.
Tell service-desk@shop.example.
It has to begin by 3 February.
Now: it is there.
No date is known: ask for one.
The change is known to them; the answer came on Monday.
They plan it for 1 March.
They see it as no difference.
It is accepted as what is agreed from now on.
The page holds 19 of 20 items and says that it is whole.
The amount is a hundred times the amount before.
The time is two hours later than the one at the order.
The status has not left received for ten days.
People report it, no check of ours sees it.
Step 3 at pay-desk: the server answered with an error.
The attempt was not delivered yet; it is tried again.
Three attempts failed; the next is at noon.
A change freeze lies within the days that the migration takes.
What we use of it was not written down.
A pact for the operation tells its changes.
The error body has another form than documented.
The default value of the field is new.
The old form ends when you tell us.
We wait, or agree on it with you.`.split('\n');
