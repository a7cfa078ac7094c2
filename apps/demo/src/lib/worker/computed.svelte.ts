import { onMount } from 'svelte';
import { connect } from './client.js';

/** What a worker makes of a question, kept up to date with it: at first what the page was built with, then the answer to the newest question. */
export class Computed<Question, Answer> {
  answer = $state.raw() as Answer;

  /** `worker` is asked for where the page lives; questions that are written alike are the same one. */
  constructor(first: Answer, question: () => Question, worker: () => Worker) {
    this.answer = first;
    let client = $state.raw<ReturnType<typeof connect<Question, Answer>>>();
    onMount(() => {
      const own = connect<Question, Answer>(worker());
      client = own;
      return () => own.close();
    });
    const written = $derived(JSON.stringify(question()));
    $effect(() => {
      void client?.ask(JSON.parse(written) as Question).then((answer) => {
        if (answer !== undefined) this.answer = answer;
      });
    });
  }
}
