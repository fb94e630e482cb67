import type { ErrorCode, Reason } from '#core/errors/index.ts'
import { texts } from '../texts.ts'

/**
 * What each refusal says. One text per code: what happened and what to do next, to the person it concerns.
 * `titles` are per HTTP status, `reasons` stand beside one field.
 */
export const errors = texts({
  ja: {
    titles: {
      400: '入力を確認してください',
      401: 'サインインが必要です',
      403: 'この立場ではできません',
      404: '見つかりません',
      405: 'この操作はありません',
      409: '他の変更と重なりました',
      410: 'すでに終わっています',
      413: '大きすぎます',
      414: 'アドレスが長すぎます',
      415: '形式が違います',
      421: '宛先が違います',
      422: '受け付けられません',
      423: '一時的に止まっています',
      429: '回数が多すぎます',
      500: '処理に失敗しました',
      502: '相手先から応答がありません',
      503: 'いまは利用できません',
    },

    invalid_request: '受け付けられない項目があります。示された箇所を直してから、もう一度送ってください。',
    malformed_json: '送られた内容を JSON として読み取れません。',
    malformed_encoding: '送られた文字を UTF-8 として読み取れません。',
    body_too_large: '送れる大きさは {{max}} バイトまでです。',
    address_too_long: 'アドレスが長すぎます。',
    unsupported_media_type: 'この形式では受け取れません。{{expected}} で送ってください。',
    wrong_host: 'このアドレスでは利用できません。{{origin}} を開いてください。',

    not_found: '存在しないか、閲覧できません。',
    method_not_allowed: 'このアドレスでは {{allowed}} だけが使えます。',
    app_not_built: '画面がまだ組み立てられていません。「npm start」で起動し直してください。API は使えます。',

    sign_in_required: 'サインインしてください。',
    fresh_sign_in_required: 'この操作の前に、もう一度本人確認が必要です。',
    credential_refused: '認証情報が無効か、期限が切れています。',
    sign_in_refused:
      'サインインできませんでした。メールアドレス、パスワード、確認コードのいずれかが違います。同じコードは二度使えません。',
    acting_as_required: 'どの立場で操作するかを選んでください。',
    acting_as_refused: 'その立場ではもう操作できません。立場を選び直してください。',
    key_not_accepted: 'この操作は API キーではできません。サインインして行ってください。',
    key_scope_missing: 'この API キーには「{{scope}}」の権限がありません。',
    cross_site_refused: '別のサイトから送られた操作は受け付けません。Renkei の画面から行ってください。',

    too_many_requests: '短い時間に繰り返し送られました。{{seconds}}秒後にもう一度お試しください。',
    too_many_streams: '開いている画面が多すぎます。使っていないタブを閉じてください。',
    changed_meanwhile:
      'ほかの人が先に変更しました。最新の内容を確かめてから、もう一度行ってください。入力した内容は残っています。',
    stopping: '再起動しています。少し待ってからもう一度お試しください。',

    outbound_refused: 'その宛先へは接続できません。https の公開されたアドレスを指定してください。',
    outbound_failed: '相手先に接続できないか、応答が正しくありません。',

    code_refused: 'コードが違うか、すでに使われています。次に表示されるコードを入力してください。',
    passkey_refused: 'このパスキーは受け付けられません。もう一度試すか、別の方法を選んでください。',
    passkey_needs_name: 'パスキーは名前のあるアドレスでだけ使えます。{{origin}} を開いてください。',
    link_dead:
      'このリンクはもう使えません（使用済みか期限切れです）。自分で使った覚えがないときは、すぐに事務局と監事に伝えてください。期限切れなら、渡した人に新しいリンクを頼んでください。',
    already_enrolled:
      'この人はすでにサインインの設定を終えています。本人に覚えがないときは、すぐに事務局と監事に伝えてください。',
    mail_is_set_up:
      'メールサーバーが設定されているため、リンクは画面に表示しません。招待メールで本人だけに届きます。',
    demo_only:
      '「demo keys」はデモ専用です。ここはデモではないので、何も発行していません。デモは「npm run demo」で、別のデータフォルダーに始まります。チームのキーは「renkei key add」で発行できます。',
    address_taken: 'このメールアドレスには、別の人のパスワードがあります。事務局に連絡してください。',
    last_factor: 'これを外すとサインインできなくなります。先に別の方法を加えてください。',
    too_many_factors: '登録できるのは {{max}} 件までです。使わないものを外してください。',
    key_roles_refused: '自分が持たない閲覧範囲の API キーは作れません。付けられる役割は {{offered}} です。',
    busy: '混み合っています。数秒後にもう一度お試しください。',

    not_releaser:
      'あなたの役割では配信できません。所属チームの情報共有の権限表で定めた役割の方（事務局では当番）に依頼してください。',
    widening_needs_consent:
      '前の版より共有範囲が広がります。提供元としての承諾を確認してから、もう一度配信してください。',
    release_contradicts: 'このままでは配信できません。示された箇所を直してください。',
    nothing_to_release: '配信する下書きがありません。',
    too_late_to_take_back: 'すでに閲覧できる状態になったため、取り戻せません。撤回を使ってください。',
    nothing_to_withdraw: '撤回できる版がありません。',
    review_unopened:
      'まだ開いていない TLP:RED の部分があります。開いて読んでから、レビューを終えてください。',
    releaser_not_fit: '自チームで配信を任されている役割の、ほかの人を選んでください。',
    state_forbids: 'この警戒情報の現在の状態（$t(warnings.states.{{state}})）では、この操作はできません。',
    own_item_not_answered: '自チームが出した警戒情報には回答できません。',
    answer_period_backwards: '調べた期間の終わりが、始まりより前になっています。日付を確かめてください。',
    telephone_not_yours:
      '電話で受けた回答を入力できるのは、提供元と、この警戒情報を読める事務局の人です。チーム自身の画面からの回答をお願いしてください。',
    objection_not_yours:
      '申し立てができるのは、この情報を受け取った人です。提供元は、訂正か撤回をしてください。',
    objected_already: '自チームは、この版にすでに申し立てています。提供元の答えを確かめてください。',
    team_not_addressed: 'そのチームは、この警戒情報の宛先ではありません。チームを選び直してください。',
    release_unsanitised:
      '組織や人が推定されるおそれのある箇所が {{count}} か所あります。置き換えるか、理由を添えた別の人の了承を受けてください。',
    author_is_no_second:
      'この文面を書いた人は、別の立場でも自分の文面の確認や了承はできません。別の人に依頼してください。',
    nothing_to_override: '確認で見つかった箇所がないか、文面が変わっています。画面を読み直してください。',
    source_not_shown: '提供元は、規約・運用設定で定めた役割の方にだけ、理由を記録したうえで表示されます。',

    glass_not_yours: '緊急の閲覧は、規約・運用設定で定めた役割の方だけが、理由を記録したうえで行えます。',
    exercise_stopped:
      '実際の緊急の警戒情報（{{number}}）が出ているため、訓練は中断しています。先にそちらへ回答してください。',
    authority_missing:
      'チームの権限表では、あなたの役割でこの内容を共有できません。権限表にある役割の方に共有を依頼してください。',
    review_needed:
      'この内容には、法務・広報レビューの担当者の承認が必要です。いまの文面のレビューを依頼し、承認されてから共有してください。',
    verdict_wants_words: '質問や、承認しない理由を書いてください。',
    verdict_wants_changes: '「修正のうえ承認」では、文面を少なくとも一か所直してください。',
    proposal_overtaken:
      '修正案のもとになった文面は、すでに書き直されています。いまの文面のレビューを依頼してください。',
    personal_data_wants_basis:
      '個人データを含む情報は、利用目的と根拠を書かないと共有できません。作成画面の「なぜ」で入力してください。',
    exercise_with_real_addresses:
      '訓練の情報に実在しうる宛先（{{found}}）が含まれています。文書用のアドレス（192.0.2.0/24、example.com など）に置き換えてください。',
    odd_indicators: '読み取れないインディケータがあります。示した行を直してください。',
    too_many_indicators: 'インディケータは一つの警戒情報に {{most}} 件までです。分けて登録してください。',
    export_embargoed: '{{until}} までは書き出しや転送ができません（情報提供元による公表待ち）。',
    export_forbidden:
      'この情報は、この方法では書き出せません（ラベルと配信経路の決まりによります）。画面で読んでください。',
    export_empty: 'この形式で書き出せる内容がありません。',
    export_label_unknown: '{{format}} では {{label}} を表せません。別の形式で書き出してください。',
    person_needed:
      'TLP:RED の情報と、出所を伏せる情報は、チームのキーでは登録できません。サインインして登録してください。',
    pgp_unreadable:
      'OpenPGP の公開鍵として読み取れません。「BEGIN PGP PUBLIC KEY BLOCK」で始まる全体を貼り付けてください。',
    pgp_private_key:
      'これは秘密鍵です。保存していません。公開鍵だけを送り、この秘密鍵は漏れたものとして取り替えてください。',
    pgp_several_keys: '公開鍵が複数含まれています。1つだけにしてください。',
    pgp_too_large:
      '公開鍵が大きすぎます。他者の署名を除いて書き出してください（gpg --export-options export-minimal）。',
    pgp_weak:
      'この鍵の暗号方式は弱いため使えません。Curve25519、または2048ビット以上の RSA の鍵を作ってください。',
    pgp_revoked: 'この鍵は失効しています。',
    pgp_cannot_encrypt: 'この鍵では暗号化できません。暗号化用の副鍵を持つ鍵を使ってください。',
    pgp_not_yet: 'この鍵はまだ有効になっていません。',
    pgp_expired: 'この鍵は有効期限が切れています。期限を延ばして、もう一度登録してください。',
    pgp_other_address: 'この鍵には {{address}} の名義がありません。',
    capture_not_json:
      'このファイルは JSON として読めません（{{place}}: {{reason}}）。何も取り込んでいません。',
    capture_unknown_format:
      '取り込める形式ではありません（{{reason}}）。MISP、STIX 2、CSAF の JSON、メール（.eml）、テキスト、Markdown を取り込めます。',
    capture_broken: 'ファイルが壊れています（{{place}}: {{reason}}）。何も取り込んでいません。',
    capture_too_large:
      'ファイルが大きすぎるか、読み取りに時間がかかりすぎます（{{reason}}）。分けて取り込んでください。',
    capture_too_deep: 'ファイルの入れ子が深すぎます（{{place}}: {{reason}}）。何も取り込んでいません。',
    capture_too_many:
      'ファイルに含まれる項目が多すぎます（{{place}}: {{reason}}）。分けて取り込んでください。',

    not_your_role: 'この立場ではできません。できるのは$t(people.may.{{who}})です。',
    second_person_needed: '提案した本人は、別の立場でも承認できません。承認には別の人が必要です。',
    own_proposal_needed:
      'この人はほかのチームやグループでも活動しています。メールアドレスと公開鍵の変更は、本人が提案してください。',
    not_yourself:
      '自分自身を任命することはできません。事務局のもう一人か、そのチームに任命してもらってください。',
    already_founded: 'この協議会はすでに設立されています。サインインしてください。',
    not_founded:
      'まだ協議会が設立されていません。サーバーの起動時に表示された設定用リンクから始めてください。',
    set_up_link_refused:
      '設定用リンクが無効か、期限が切れています。Renkei を再起動すると新しいリンクが表示されます。',
    handle_taken: '略号「{{handle}}」はすでに使われています。別の略号にしてください。',
    code_unknown: '運用設定に「{{code}}」という区分はありません。',
    proposal_open: 'この項目には、確認を待っている変更案がすでにあります。取り下げてから出し直してください。',
    proposal_decided: 'この変更案はすでに処理されています。',
    seat_too_new: '就任から{{hours}}時間たつまでは、閲覧を広げる変更を承認できません。',
    change_in_force:
      'この変更はすでに有効です。閲覧を狭める変更は一人でもすぐに行えますので、規約・運用設定を変更してください。',
    appointment_ended: 'この任命はすでに終わっています。',
    already_appointed: 'この人は、すでに同じ役割を持っています。',
    role_not_here: '「$t(people.role.{{role}})」という役割は、ここでは使えません。',
    last_officer: '事務局員が一人もいなくなるため、終了できません。先に後任を任命してください。',
    standing_forbids: 'チームの現在の状態（$t(people.standing.{{standing}})）では、この操作はできません。',
    already_member: 'このチームは、すでに参加しています。',
    not_member: 'このチームは参加していません。',
    kind_barred: 'このグループは、規約により、この区分（{{kind}}）のチームが参加できません。',
    group_closed: 'このグループはすでに終了しています。',
    request_open: '回答を待っている参加依頼か招待が、すでにあります。',
    request_decided: 'この参加依頼（招待）は、すでに回答されています。',
    agreement_not_in_force:
      'この版は、現在有効な版でも、次に有効になる版でもありません。最新の版を確かめてください。',
    agreement_accepted: 'この版には、すでに同意しています。',
    acceptance_ended: 'この同意はすでに終わっています。',
    offer_answered: 'この任命の依頼は、すでに回答されています。',

    unknown_failure:
      '予期しない理由で処理できませんでした。保存はされていません。受付番号 {{reference}} を管理者に伝えてください。',

    reasons: {
      missing: '入力してください。',
      unknown_field: '「{{field}}」という項目はありません。',
      wrong_type: '種類が違います（{{expected}} が必要です）。',
      invalid: '正しい値ではありません。',
      not_offered: '選べる値は {{offered}} です。',
      too_short: '{{min}}文字以上にしてください。',
      too_long: '{{max}}文字以内にしてください。',
      too_few: '{{min}}件以上にしてください。',
      too_many: '{{max}}件以内にしてください。',
      too_small: '{{min}}以上にしてください。',
      too_big: '{{max}}以下にしてください。',
      duplicate: '同じものが二つあります。',
      forbidden_key: 'この名前の項目は使えません。',
      too_deep: '入れ子は {{max}} 段までです。',
      bad_unicode: '文字として正しくないデータが含まれています。',
      forbidden_character: '使えない文字（{{character}}）が含まれています。',
      common_password: 'よく使われるパスワードに似ています。ほかの言葉を組み合わせてください。',
      password_tells_name: '名前やアドレスから推測できます。ほかの言葉を組み合わせてください。',
      not_email: 'メールアドレスの形ではありません。',
      not_instant: '日時の形ではありません（例 2026-11-24T17:00:00+09:00）。',
      not_day: '日付の形ではありません（例 2026-11-24）。',
      not_id: '識別番号の形ではありません。',
      not_place: '一覧の続きを指す値ではありません。前のページの next をそのまま送ってください。',
      not_host_name: 'ドメイン名の形ではありません（例 csirt.example.jp）。',
      not_network: 'ネットワークの形ではありません（例 192.0.2.0/24）。',
      not_web_address: 'https:// で始まるアドレスを入力してください。',
      contradiction: '$t(contradictions.{{code}})',
      authority: '権限表では、この役割で共有できません。',
      unreviewed: 'この文面の承認がまだありません。',
      unsanitised: '「{{said}}」から、組織や人が推定されるおそれがあります。',
      odd_indicator:
        '「{{value}}」は $t(indicators.types.{{type}}) として読めません（$t(indicators.odd.{{odd}})）。',
    },
  } satisfies Record<ErrorCode, string> & { reasons: Record<Reason, string>; titles: Record<number, string> },
  en: {
    titles: {
      400: 'Please check what you entered',
      401: 'Sign-in needed',
      403: 'Not possible in this role',
      404: 'Not found',
      405: 'No such operation here',
      409: 'Changed by someone else',
      410: 'Already over',
      413: 'Too large',
      414: 'Address too long',
      415: 'Wrong format',
      421: 'Wrong address',
      422: 'Cannot be accepted',
      423: 'On hold for now',
      429: 'Too many requests',
      500: 'Something failed',
      502: 'No answer from the other side',
      503: 'Not available right now',
    },

    invalid_request: 'Some fields cannot be accepted. Correct the places named and send again.',
    malformed_json: 'What was sent cannot be read as JSON.',
    malformed_encoding: 'What was sent cannot be read as UTF-8.',
    body_too_large: 'At most {{max}} bytes can be sent.',
    address_too_long: 'The address is too long.',
    unsupported_media_type: 'This format is not accepted. Send {{expected}}.',
    wrong_host: 'Renkei does not answer at this address. Open {{origin}}.',

    not_found: 'It does not exist, or you may not see it.',
    method_not_allowed: 'Only {{allowed}} can be used at this address.',
    app_not_built: 'The screens are not built yet. Start again with “npm start”. The API works.',

    sign_in_required: 'Please sign in.',
    fresh_sign_in_required: 'Please prove once more that it is you, just for this act.',
    credential_refused: 'The credential is not valid or has expired.',
    sign_in_refused:
      'Sign-in failed: the address, the password or the code is wrong. A code works only once.',
    acting_as_required: 'Choose in which role you are acting.',
    acting_as_refused: 'You can no longer act in that role. Choose your role again.',
    key_not_accepted: 'A key cannot do this. Sign in and do it yourself.',
    key_scope_missing: 'This key lacks the scope “{{scope}}”.',
    cross_site_refused: 'Requests sent from another site are not accepted. Use the screens of Renkei.',

    too_many_requests: 'Too many requests in a short time. Try again in {{seconds}} seconds.',
    too_many_streams: 'Too many open windows. Close the tabs that you do not use.',
    changed_meanwhile:
      'Someone else changed this first. Look at the newest state and do it again; what you typed is still here.',
    stopping: 'Renkei is restarting. Try again in a moment.',

    outbound_refused: 'Renkei does not connect to that address. Give a public https address.',
    outbound_failed: 'The other side cannot be reached, or its answer makes no sense.',

    code_refused: 'The code is wrong or was used already. Enter the next one that is shown.',
    passkey_refused: 'This passkey is not accepted. Try again, or choose another way.',
    passkey_needs_name: 'Passkeys work only at an address with a name. Open {{origin}}.',
    link_dead:
      'This link no longer works: it was used, or its time is over. If you did not use it yourself, tell the secretariat and the auditors at once. If its time is over, ask whoever gave it to you for a new one.',
    already_enrolled:
      'This person has set up sign-in already. If it was not you, tell the secretariat and the auditors at once.',
    mail_is_set_up:
      'There is a mail server, so links are not shown: the invitation goes to the person by mail.',
    demo_only:
      '“demo keys” is for the demo. This is no demo, so nothing was made. “npm run demo” starts the demo in a data folder of its own; “renkei key add” makes a key for a team.',
    address_taken: 'Another person signs in with this e-mail address. Please ask the secretariat.',
    last_factor: 'Without it you could not sign in any more. Add another way first.',
    too_many_factors: 'There can be {{max}} of them. Remove one that you do not use.',
    key_roles_refused: 'You cannot make a key that reads more than you may. Roles you can give: {{offered}}.',
    busy: 'Too much is going on at this moment. Try again in a few seconds.',

    not_releaser:
      'Your role may not release. Ask someone whom your team’s authority matrix names; in the secretariat, the duty officer.',
    widening_needs_consent:
      'This version reaches more people than the one before. Confirm the source’s consent and release again.',
    release_contradicts: 'This cannot be released as it stands. Mend the places shown.',
    nothing_to_release: 'There is no draft to release.',
    too_late_to_take_back: 'Readers may have seen it, so it cannot be taken back. Withdraw it instead.',
    nothing_to_withdraw: 'No version can be withdrawn.',
    review_unopened: 'Part of it is TLP:RED and not opened yet. Open and read it before you end the review.',
    releaser_not_fit: 'Choose another person of your own team whose role may release.',
    state_forbids: 'Not possible while the warning stands as: $t(warnings.states.{{state}}).',
    own_item_not_answered: 'A team does not answer its own warning.',
    answer_period_backwards: 'The period that was looked through ends before it begins. Check the dates.',
    telephone_not_yours:
      'Answers taken by telephone are entered by the source, or by the secretariat where it reads the warning. Ask the team to answer on its own screen.',
    objection_not_yours:
      'Objections are for the people who received it. As the source, correct or withdraw it.',
    objected_already: 'Your team has objected to this version before. See what the source answered.',
    team_not_addressed: 'This warning was not addressed to that team. Choose another team.',
    release_unsanitised:
      'There are {{count}} places that may give somebody away. Replace them, or have a second person let them through with a reason.',
    author_is_no_second:
      'Whoever wrote a text cannot review it or let it through, under another hat neither. Ask somebody else.',
    nothing_to_override: 'Nothing was found, or the text has changed. Read the page again.',
    source_not_shown:
      'A withheld source is shown only to the roles that the charter names, and only with a reason on record.',

    glass_not_yours: 'Break-glass reading is for the roles that the charter names, with a reason on record.',
    exercise_stopped:
      'A real immediate warning ({{number}}) has stopped the exercise. Answer that one first.',
    authority_missing:
      'By your team’s authority matrix, your role does not release this. Ask a person in a role that the matrix names.',
    review_needed:
      'This needs the approval of a legal or PR reviewer of your team. Ask for a review of this text, and release it once approved.',
    verdict_wants_words: 'Write your question, or why you do not approve.',
    verdict_wants_changes: 'To approve with changes, change the text in at least one place.',
    proposal_overtaken:
      'The text that these changes belong to has been written anew. Ask for a review of the text as it is now.',
    personal_data_wants_basis:
      'Personal data is released only with a purpose and a basis. Enter both under “Why” in the composer.',
    exercise_with_real_addresses:
      'An exercise holds a real address ({{found}}). Use documentation addresses (192.0.2.0/24, example.com …).',
    odd_indicators: 'Some indicators cannot be read. Correct the lines named.',
    too_many_indicators: 'One item holds at most {{most}} indicators. Divide them.',
    export_embargoed:
      'Until {{until}} it may not be exported or passed on: the source has not made it public yet.',
    export_forbidden:
      'This may not be exported in this way: its label and the channel matrix forbid it. Read it on the screen.',
    export_empty: 'It holds nothing that this format can carry.',
    export_label_unknown: '{{format}} has no word for {{label}}. Choose another format.',
    person_needed:
      'A team’s key cannot enter TLP:RED, or information whose source is withheld. Sign in and enter it.',
    pgp_unreadable:
      'This is not a readable OpenPGP public key. Paste the whole block that begins with “BEGIN PGP PUBLIC KEY BLOCK”.',
    pgp_private_key:
      'This is a private key. It was not stored. Send the public key only, and replace this private key: treat it as disclosed.',
    pgp_several_keys: 'There is more than one public key here. Send one.',
    pgp_too_large:
      'The public key is too large. Export it without other people’s signatures (gpg --export-options export-minimal).',
    pgp_weak: 'This key’s algorithm is too weak. Make a Curve25519 key, or RSA of 2048 bits or more.',
    pgp_revoked: 'This key has been revoked.',
    pgp_cannot_encrypt: 'Nothing can be encrypted to this key. Use a key that has an encryption subkey.',
    pgp_not_yet: 'This key is not valid yet.',
    pgp_expired: 'This key has expired. Extend it, then register it again.',
    pgp_other_address: 'This key has no identity for {{address}}.',
    capture_not_json: 'This file cannot be read as JSON ({{place}}: {{reason}}). Nothing was taken in.',
    capture_unknown_format:
      'This is no format that can be taken in ({{reason}}). MISP, STIX 2 and CSAF as JSON, mail (.eml), text and Markdown can.',
    capture_broken: 'The file is broken ({{place}}: {{reason}}). Nothing was taken in.',
    capture_too_large: 'The file is too large, or takes too long to read ({{reason}}). Divide it.',
    capture_too_deep: 'The file is nested too deeply ({{place}}: {{reason}}). Nothing was taken in.',
    capture_too_many: 'The file holds too much ({{place}}: {{reason}}). Divide it.',

    not_your_role: 'Not possible in this role. This is for $t(people.may.{{who}}).',
    second_person_needed:
      'Whoever proposed it cannot confirm it, under another appointment neither. Another person has to.',
    own_proposal_needed:
      'This person also serves elsewhere. A change of the mail address or the key has to be proposed by the person.',
    not_yourself: 'You cannot appoint yourself. Ask another officer of the secretariat, or the team.',
    already_founded: 'This association has been founded already. Please sign in.',
    not_founded:
      'No association has been founded yet. Begin with the set-up link that the server printed at start.',
    set_up_link_refused:
      'The set-up link is not valid or has expired. Restart Renkei and it prints a new one.',
    handle_taken: 'The handle “{{handle}}” is taken. Choose another one.',
    code_unknown: 'The charter has no entry “{{code}}”.',
    proposal_open:
      'A change of this field already waits for confirmation. Withdraw it before you propose another.',
    proposal_decided: 'This proposal has been dealt with already.',
    seat_too_new: 'Whoever confirms what opens reading has to have been in office for {{hours}} hours.',
    change_in_force:
      'This change is in force already. Change the charter: what closes takes one person and holds at once.',
    appointment_ended: 'This appointment has ended already.',
    already_appointed: 'This person already has the same role.',
    role_not_here: 'The role “$t(people.role.{{role}})” cannot be given here.',
    last_officer: 'The secretariat would have no officer left. Appoint a successor first.',
    standing_forbids: 'Not possible while the team is $t(people.standing.{{standing}}).',
    already_member: 'This team has joined already.',
    not_member: 'This team has not joined.',
    kind_barred: 'By its rules, this group is not open to teams of this kind ({{kind}}).',
    group_closed: 'This group has been closed.',
    request_open: 'A request or an invitation already waits for an answer.',
    request_decided: 'This request or invitation has been answered already.',
    agreement_not_in_force:
      'This version is neither the one in force nor the next. Look at the newest version.',
    agreement_accepted: 'This version has been accepted already.',
    acceptance_ended: 'This acceptance has ended already.',
    offer_answered: 'This offer has been answered already.',

    unknown_failure:
      'Something unforeseen went wrong and nothing was stored. Give your administrator the reference {{reference}}.',

    reasons: {
      missing: 'Please fill this in.',
      unknown_field: 'There is no field “{{field}}”.',
      wrong_type: 'Wrong type ({{expected}} is needed).',
      invalid: 'Not a valid value.',
      not_offered: 'Choose one of {{offered}}.',
      too_short: 'At least {{min}} characters.',
      too_long: 'At most {{max}} characters.',
      too_few: 'At least {{min}} entries.',
      too_many: 'At most {{max}} entries.',
      too_small: 'Must be {{min}} or more.',
      too_big: 'Must be {{max}} or less.',
      duplicate: 'The same thing stands here twice.',
      forbidden_key: 'A field may not have this name.',
      too_deep: 'At most {{max}} levels deep.',
      bad_unicode: 'It holds data that is not valid text.',
      forbidden_character: 'It holds a character that is not allowed ({{character}}).',
      common_password: 'This is close to a password that many people use. Combine other words.',
      password_tells_name: 'This can be guessed from your name or address. Combine other words.',
      not_email: 'Not an e-mail address.',
      not_instant: 'Not a date and time (for example 2026-11-24T17:00:00+09:00).',
      not_day: 'Not a date (for example 2026-11-24).',
      not_id: 'Not an identifier.',
      not_place: 'Not a place in this list. Send the next of the page before as it is.',
      not_host_name: 'Not a domain name (for example csirt.example.jp).',
      not_network: 'Not a network (for example 192.0.2.0/24).',
      not_web_address: 'Enter an address that starts with https://.',
      contradiction: '$t(contradictions.{{code}})',
      authority: 'The authority matrix names other roles.',
      unreviewed: 'Nobody has approved this text yet.',
      unsanitised: '“{{said}}” may give somebody away.',
      odd_indicator:
        '“{{value}}” is not a value of type $t(indicators.types.{{type}}): $t(indicators.odd.{{odd}}).',
    },
  },
})
