import type { ContradictionCode, ReasonCode } from '#core/policy/index.ts'
import { texts } from '../texts.ts'

/** Why somebody may read, or may not: one sentence per reason of the decision. */
export const reasons = texts({
  ja: {
    originator: '提供元として読めます。',
    task: 'この版のレビューなどの依頼を受けている間、または緊急時の閲覧として開いている間、読めます。',
    audience: '共有範囲に含まれています。',
    'reach-live': 'あとから条件に合うようになったチームも読めます。',
    'reach-as-previewed': '配信した時点の宛先だけが読めます。あとから加わるチームは読めません。',
    label: 'TLP:{{tlp}} で読める役割です。',
    'named-despite-exclude': '除外された範囲に属していますが、提供元があなたを指名しています。',
    'agreement-held': '必要な合意文書に同意しています。',
    'no-viewer': '読める立場ではありません。',
    standing: '所属チームの現在の状態では読めません。',
    'not-released': 'まだ配信されていません。',
    held: '配信の保留中です。まだ誰も読めません。',
    'not-before': '閲覧開始日時の前です。',
    'no-longer-readable': '閲覧期限を過ぎています。',
    'withdrawn-shared': '誤って共有されたため、撤回されました。',
    'withdrawn-wrong': '内容に誤りがあったため、撤回されました。',
    superseded: '新しい版に置き換えられました。',
    objected: '申し立てがあり、提供元が答えるまで、新しい読み手には止まっています。',
    restricted: '所属チームは配信を制限されています。',
    excluded: '除外された範囲に属しています。',
    'not-in-audience': '共有範囲に含まれていません。',
    'joined-later': '配信のあとに加わったため、含まれていません。',
    'needs-name': '指名された人だけが読めます。',
    'needs-need-to-know': '業務上知る必要がある役割の人だけが読めます。',
    'needs-inside': '自組織の内側の人だけが読めます。',
    'needs-person': 'API キーでは読めません。',
    'needs-employee': '社員・職員だけが読めます。',
    'agreement-missing': '必要な合意文書に同意していないか、同意が失効しています。',
    'not-originator': '提供元だけができます。',
    'not-releaser':
      'あなたの役割では配信できません。情報共有の権限表で定めた役割の方（事務局では当番）に依頼してください。',
    'wrong-state': 'いまの状態ではできません。',
    embargo: '公開解禁日時（{{until}}）までは、共有範囲の外へ渡せません。',
  },
  en: {
    originator: 'You read it as its source.',
    task: 'You read this version while you are asked to review it or work on it, or while it is open to you in an emergency.',
    audience: 'You are in its audience.',
    'reach-live': 'Teams that fit later may read it too.',
    'reach-as-previewed': 'Only those addressed at release read it; nobody who joins later.',
    label: 'Your role may read TLP:{{tlp}}.',
    'named-despite-exclude': 'You belong to what was left out, but the source named you.',
    'agreement-held': 'You have accepted the agreement that it needs.',
    'no-viewer': 'You have no role in which to read.',
    standing: 'Your team’s present standing does not let it read.',
    'not-released': 'Not released yet.',
    held: 'Held before release; nobody can read it yet.',
    'not-before': 'Its time to be read has not come.',
    'no-longer-readable': 'Its time to be read is over.',
    'withdrawn-shared': 'Withdrawn, because it was shared by mistake.',
    'withdrawn-wrong': 'Withdrawn, because it was wrong.',
    superseded: 'Replaced by a newer version.',
    objected: 'Somebody objected; it is stopped for new readers until the source has answered.',
    restricted: 'Delivery to your team is restricted.',
    excluded: 'You belong to what was left out.',
    'not-in-audience': 'You are not in its audience.',
    'joined-later': 'You joined after it was released.',
    'needs-name': 'Only those named read it.',
    'needs-need-to-know': 'Only roles with a need to know read it.',
    'needs-inside': 'Only people inside the organisation read it.',
    'needs-person': 'An API key cannot read it.',
    'needs-employee': 'Only employees read it.',
    'agreement-missing': 'The agreement that it needs is not accepted, or has lapsed.',
    'not-originator': 'Only the source can do this.',
    'not-releaser':
      'Your role cannot release. Ask someone whose role your team’s authority matrix names; in the secretariat, the duty officer.',
    'wrong-state': 'Not possible in its present state.',
    embargo: 'Until {{until}} it may not be passed on beyond its audience.',
  },
} satisfies { ja: Record<ReasonCode, string>; en: Record<ReasonCode, string> })

/** Why a part cannot be released as it stands, or what its author should think about again. */
export const contradictions = texts({
  ja: {
    'nobody-named': '宛先がありません。読む人を加えてください。',
    'nobody-reached': 'いまの条件では、誰にも届きません。宛先かラベルを見直してください。',
    'public-by-publishing': '一般への公開は、配信とは別の操作です。宛先から外してください。',
    'hidden-group-excluded':
      '構成員を公開していないグループは、除外に指定できません（除外すると構成員が分かってしまうため）。',
    'red-needs-names': 'TLP:RED は、人を一人ずつ指名してください。グループやチームには配信できません。',
    'red-never-by-machine': 'TLP:RED は、機械連携（API・TAXII・MISP）では渡せません。',
    'green-beyond-members': '加盟チームでない宛先があります（{{count}}）。TLP:GREEN は加盟チームまでです。',
    'amber-beyond-members':
      '加盟チームでない宛先があります（{{count}}）。TLP:AMBER 以上は加盟チームにだけ配信できます。',
    'guests-above-green': 'ゲストや外部協力者に配信できるのは、TLP:CLEAR と TLP:GREEN だけです。',
    'employees-and-machines':
      '「社員・職員に限る」と「機械連携を許す」が両方選ばれています。機械で取得した先では人を限れません。',
    'live-victim-part':
      '被害内容・対応情報が、あとから加わるチームにも読まれます。意図どおりか確かめてください。',
    'open-victim-part': '被害内容・対応情報に広いラベルが付いています。被害者の承諾を確かめてください。',
    'answer-in-the-past': '回答期限が過去になっています。',
    'times-out-of-order': '閲覧期限が、閲覧開始や回答期限より前になっています。',
    'embargo-and-clear': 'TLP:CLEAR に公開解禁日時は付けられません。ラベルか日時のどちらかを直してください。',
    'purpose-missing': '目的が空欄です。読む人が「なぜ届いたか」を理解できるように書いてください。',
    'outside-without-permission':
      '外部から受け取った情報です。配信するには、提供元の許可（誰が・いつ・どの方法で）を記録してください。',
    'outside-label-widened':
      '提供元が付けたラベルより広くなっています。ラベルを戻すか、提供元の許可を記録してください。',
  },
  en: {
    'nobody-named': 'Nobody is named. Add who should read it.',
    'nobody-reached': 'As it stands it reaches nobody. Look again at the audience or the label.',
    'public-by-publishing': 'Publishing is an act of its own. Remove the public from the audience.',
    'hidden-group-excluded':
      'A group whose members are hidden cannot be left out: the difference would show who is in it.',
    'red-needs-names': 'TLP:RED goes to people named one by one, never to a group or a team.',
    'red-never-by-machine': 'TLP:RED never goes by machine (API, TAXII, MISP).',
    'green-beyond-members':
      'Not all of those named are members ({{count}}). TLP:GREEN ends with the members.',
    'amber-beyond-members':
      'Not all of those named are members ({{count}}). TLP:AMBER and above goes to members alone.',
    'guests-above-green': 'Guests and outside cooperators receive TLP:CLEAR and TLP:GREEN only.',
    'employees-and-machines':
      'Limited to employees, and open to machines: whoever fetches it by machine cannot be limited.',
    'live-victim-part':
      'Teams that join later will read this victim information too. Make sure that this is meant.',
    'open-victim-part': 'Victim information with a wide label. Make sure that the victim consents.',
    'answer-in-the-past': 'The time to answer by has passed.',
    'times-out-of-order': 'Reading would end before it begins, or before answers are due.',
    'embargo-and-clear': 'TLP:CLEAR and an embargo contradict each other. Change one of them.',
    'purpose-missing': 'The purpose is empty. Readers should understand why they receive this.',
    'outside-without-permission':
      'This came from outside. To release it, record the permission of its source: who gave it, when, and how.',
    'outside-label-widened':
      'The label is wider than the source’s own. Narrow it, or record the source’s permission.',
  },
} satisfies { ja: Record<ContradictionCode, string>; en: Record<ContradictionCode, string> })
