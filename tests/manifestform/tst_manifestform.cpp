// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifestform/formrow.h"
#include "manifestform/manifestform.h"
#include "support/testcase.h"
#include "widgets/chipsedit.h"
#include "widgets/emojipicker.h"
#include "widgets/inlinestrip.h"
#include "widgets/look.h"
#include "widgets/segments.h"

#include <QAccessible>
#include <QAccessibleInterface>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

#include <ctime>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Ui;
using Manifest::HeaderValue;

namespace {
using Kind = Check::HeaderKey::Kind;

constexpr auto Base = "---\n"
                      "# what people see\n"
                      "title:   'Whisper notes'   # kept\n"
                      "\n"
                      "mood: calm\n"
                      "---\n"
                      "\n"
                      "# Body\n";

/// What a person does with the control, and the value that then stands in the text.
struct Deed {
    QString typed;
    HeaderValue value;
};

Deed deedFor(const Check::HeaderKey &key)
{
    switch (key.kind) {
    case Kind::Text:
        return {u"New text"_s, u"New text"_s};
    case Kind::Emoji:
        return {u"microphone"_s, u"🎤"_s};
    case Kind::Choice: {
        const QString value = key.values[1];
        return {value, value};
    }
    case Kind::Version:
        return {u"3.10"_s, u"3.10"_s};
    case Kind::Path:
        return {u"main.py"_s, u"main.py"_s};
    case Kind::Command:
        return {u"npm run build"_s, u"npm run build"_s};
    case Kind::Number:
        return {u"8080"_s, 8080};
    case Kind::Switch:
        return {{}, key.defaultValue == "false"_L1};
    case Kind::Duration:
        return {u"45m"_s, u"45m"_s};
    case Kind::List:
        if (!key.values.empty())
            return {key.values[1], QStringList{key.values[1]}};
        return {u"a/b"_s, QStringList{u"a/b"_s}};
    case Kind::Headers:
        return {u"require-corp"_s,
                QList<std::pair<QString, QString>>{{u"cross-origin-embedder-policy"_s, u"require-corp"_s}}};
    case Kind::Preloads:
        return {u"owner/name"_s, QStringList{u"owner/name"_s}};
    }
    return {};
}

void chooseIn(QComboBox *combo, const QString &value)
{
    const int index = value.isEmpty() ? 0 : combo->findData(value);
    QVERIFY2(index >= 0, qPrintable(value));
    combo->setCurrentIndex(index);
    Q_EMIT combo->activated(index);
}

void typeInto(QLineEdit *line, const QString &text)
{
    line->selectAll();
    QTest::keyClick(line, Qt::Key_Backspace);
    QTest::keyClicks(line, text);
    QTest::keyClick(line, Qt::Key_Return);
}

/// Empty `text` clears it.
void put(HeaderField *field, const QString &text)
{
    const auto child = [&]<typename T>(T *) { return field->findChild<T *>(); };
    switch (field->key().kind) {
    case Kind::Emoji: {
        auto *combo = child(static_cast<EmojiCombo *>(nullptr));
        if (text.isEmpty()) {
            QTest::keyClick(combo, Qt::Key_Delete);
            break;
        }
        combo->showPopup();
        auto *search = combo->picker()->findChild<QLineEdit *>();
        QTest::keyClicks(search, text);
        QTest::keyClick(search, Qt::Key_Return);
        break;
    }
    case Kind::Switch:
        QTest::mouseClick(field->control(), Qt::LeftButton, {}, QPoint(8, field->control()->height() / 2));
        break;
    case Kind::List:
        if (auto *chips = child(static_cast<ChipsEdit *>(nullptr))) {
            if (text.isEmpty()) {
                QTest::keyClick(chips->input(), Qt::Key_Backspace);
            } else {
                QTest::keyClicks(chips->input(), text);
                QTest::keyClick(chips->input(), Qt::Key_Return);
            }
        } else {
            auto *box = field->findChild<QCheckBox *>(text.isEmpty() ? QString(field->key().values[1]) : text);
            box->click();
        }
        break;
    case Kind::Headers:
        chooseIn(field->findChild<QComboBox *>(u"cross-origin-embedder-policy"_s), text);
        break;
    case Kind::Preloads:
        if (text.isEmpty()) {
            typeInto(child(static_cast<QLineEdit *>(nullptr)), {});
        } else {
            field->findChild<QPushButton *>(u"addRepository"_s)->click();
            typeInto(child(static_cast<QLineEdit *>(nullptr)), text);
        }
        break;
    default:
        if (auto *segments = child(static_cast<Segments *>(nullptr)))
            segments->setCurrent(int(std::ranges::find(field->key().values, text) - field->key().values.begin()));
        else if (auto *line = child(static_cast<QLineEdit *>(nullptr)))
            typeInto(line, text);
        else
            chooseIn(child(static_cast<QComboBox *>(nullptr)), text);
    }
}

bool says(const Manifest::YamlNode &node, const HeaderValue &value)
{
    using Node = Manifest::YamlNode::Kind;
    if (const auto *text = std::get_if<QString>(&value))
        return node.kind == Node::String && node.text == *text;
    if (const auto *flag = std::get_if<bool>(&value))
        return node.kind == Node::Bool && node.printed() == (*flag ? "true"_L1 : "false"_L1);
    if (const auto *number = std::get_if<int>(&value))
        return node.kind == Node::Int && node.printed() == QString::number(*number);
    if (const auto *items = std::get_if<QStringList>(&value))
        return node.kind == Node::Sequence && textsOf(&node) == *items;
    const auto &pairs = std::get<QList<std::pair<QString, QString>>>(value);
    return node.kind == Node::Mapping && node.pairs.size() == pairs.size()
        && node.pairs.first().key == pairs.first().first && node.pairs.first().value.text == pairs.first().second;
}

QString without(const QString &text, const QString &key)
{
    const auto edits = Manifest::HeaderEditor(text).remove(key);
    return edits ? Manifest::withEdits(text, *edits) : edits.error().message;
}

Diagnostic problemAt(TextRange range, Severity severity = Severity::PushRefused)
{
    Diagnostic diagnostic;
    diagnostic.file = u"README.md"_s;
    diagnostic.severity = severity;
    diagnostic.range = range;
    diagnostic.message = u"That is too long."_s;
    return diagnostic;
}
} // namespace

class ManifestFormTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { applyLook(*qApp); }
    void init();
    void cleanupTestCase() { m_form.reset(); }

    void itsControl_changesExactlyItsKey_data();
    void itsControl_changesExactlyItsKey();
    void cleared_theKeyGoes_data();
    void cleared_theKeyGoes();
    void theTextsValue_isShown_andNothingIsTold_data();
    void theTextsValue_isShown_andNothingIsTold();
    void typing_isToldOnceItPauses();
    void typing_isToldWhenTheFieldIsLeft();
    void typing_isNotOverwrittenByWhatIsRead();
    void undo_isLeftToTheText();
    void cursor_staysWhereItIs();
    void brokenText_keepsWhatWasRead_andSaysWhereToGo();
    void brokenFromTheStart_showsWhatCouldBeRead();
    void unknownKeys_areShownAndRemovable();
    void anotherForm_isLeftToTheSource();
    void error_standsAtItsField();
    void advice_isNoError();
    void count_isLive();
    void keysOfOtherSdks_areHiddenUnlessWritten();
    void dependentKeys_appearWithTheOther();
    void wrongValues_areShownAsTheyAre();
    void choosingWhatItIs_tellsNothing();
    void crlf_isKept();
    void aReadmeWithoutHeader_getsOne();
    void files_areProposed();
    void version_isSaidToBeTheNewest_orWhichOneIs();
    void whatIsKnownHere_standsBesideTheControl();
    void licence_isFoundByNameAndById();
    void scopes_keepWhatIsNotKnown();
    void focus_showsHelpAndPlace();
    void cursorsLine_marksItsLabel();
    void narrow_putsLabelsAbove();
    void everyControl_hasAName();
    void tabOrder_runsDown();
    void aThousandLines_takeFewMilliseconds();

private:
    void makeForm();
    void read(const QString &text)
    {
        m_text = text;
        m_form->setReading(readForm(text));
    }
    void read(const char *text) { read(QString::fromUtf8(text)); }
    QLineEdit *line(QStringView key) const { return m_form->field(key)->findChild<QLineEdit *>(); }

    QString m_text;
    QList<std::pair<QString, std::optional<HeaderValue>>> m_told;
    std::unique_ptr<ManifestForm> m_form;
};

void ManifestFormTest::init()
{
    Testing::cleanRoom();
    m_told.clear();
    if (m_form) { // as new, and much quicker
        m_form->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
        if (QWidget *focus = QApplication::focusWidget())
            focus->clearFocus();
        m_form->flush();
        m_told.clear();
        m_form->setDiagnostics({});
        m_form->setFiles({});
        m_form->showLine(-1);
        m_form->resize(600, 700);
        read("");
        return;
    }
    makeForm();
}

void ManifestFormTest::makeForm()
{
    m_form = std::make_unique<ManifestForm>();
    connect(m_form.get(), &ManifestForm::changeRequested, this,
            [this](const QString &key, const std::optional<HeaderValue> &value) {
                m_told.emplaceBack(key, value);
                const Manifest::HeaderEditor editor(m_text);
                const auto edits = value ? editor.set(key, *value) : editor.remove(key);
                QVERIFY_RESULT(edits);
                m_text = Manifest::withEdits(m_text, *edits);
                m_form->setReading(readForm(m_text));
            });
    m_form->resize(600, 700);
    m_form->show();
    QVERIFY(QTest::qWaitForWindowActive(m_form.get()));
}

void ManifestFormTest::itsControl_changesExactlyItsKey_data()
{
    QTest::addColumn<QString>("key");
    for (const Check::HeaderKey &key : Check::headerKeyTable()) {
        if (key.section != Check::HeaderKey::Section::Unused)
            QTest::addRow("%s", key.name.data()) << QString(key.name);
    }
}

void ManifestFormTest::itsControl_changesExactlyItsKey()
{
    QFETCH(QString, key);
    read(without(QString::fromUtf8(Base), key));
    const QString before = m_text;
    HeaderField *field = m_form->field(key);
    QVERIFY(field);
    const Deed deed = deedFor(field->key());
    put(field, deed.typed);

    QCOMPARE(m_told.size(), 1);
    QCOMPARE(m_told.first().first, key);
    const FormReading after = readForm(m_text);
    const Manifest::YamlPair *pair = after.header.find(key);
    QVERIFY2(pair, qPrintable(m_text));
    QVERIFY2(says(pair->value, deed.value), qPrintable(m_text));
    QCOMPARE(without(m_text, key), before);
}

void ManifestFormTest::cleared_theKeyGoes_data()
{
    itsControl_changesExactlyItsKey_data();
}

void ManifestFormTest::cleared_theKeyGoes()
{
    QFETCH(QString, key);
    HeaderField *field = m_form->field(key);
    const bool canBeEmpty = field->key().kind != Kind::Switch && !field->findChild<Segments *>();
    read(without(QString::fromUtf8(Base), key));
    const QString before = m_text;
    put(field, deedFor(field->key()).typed);
    m_told.clear();
    put(field, {});
    if (!canBeEmpty)
        return; // one of the values is always chosen
    QCOMPARE(m_told.size(), 1);
    QVERIFY(!m_told.first().second);
    QCOMPARE(m_text, before);
}

void ManifestFormTest::theTextsValue_isShown_andNothingIsTold_data()
{
    itsControl_changesExactlyItsKey_data();
}

void ManifestFormTest::theTextsValue_isShown_andNothingIsTold()
{
    QFETCH(QString, key);
    const HeaderField *field = m_form->field(key);
    const Deed deed = deedFor(field->key());
    const auto edits = Manifest::HeaderEditor(QString::fromUtf8(Base)).set(key, deed.value);
    QVERIFY_RESULT(edits);
    read(Manifest::withEdits(QString::fromUtf8(Base), *edits));

    QVERIFY(m_told.isEmpty());
    QVERIFY(m_form->row(key)->isVisibleTo(m_form.get()));
    QString shown;
    if (const auto *emoji = field->findChild<EmojiCombo *>())
        shown = emoji->emoji() == "🎤"_L1 || emoji->emoji() == u"🎤" ? deed.typed : emoji->emoji();
    else if (const auto *chips = field->findChild<ChipsEdit *>())
        shown = chips->items().join(u',');
    else if (const auto *segments = field->findChild<Segments *>())
        shown = field->key().values[size_t(segments->current())];
    else if (const auto *combo = field->findChild<QComboBox *>(); combo && !combo->isEditable())
        shown = combo->currentData().toString();
    else if (const auto *edit = field->findChild<QLineEdit *>())
        shown = edit->text();
    else if (const auto *box = qobject_cast<QCheckBox *>(field->control()); box && field->key().kind == Kind::Switch)
        shown = box->isChecked() == (field->key().defaultValue == "false"_L1) ? deed.typed : u"wrong"_s;
    else
        shown = field->findChild<QCheckBox *>(deed.typed)->isChecked() ? deed.typed : QString();
    if (key == "license"_L1)
        QCOMPARE(shown, u"MIT License"_s);
    else
        QCOMPARE(shown, deed.typed);
}

void ManifestFormTest::typing_isToldOnceItPauses()
{
    read(Base);
    QLineEdit *title = line(u"title");
    title->setFocus();
    title->end(false);
    QTest::keyClicks(title, u" again"_s);
    QVERIFY(m_told.isEmpty());
    QTRY_COMPARE(m_told.size(), 1);
    QVERIFY2(m_text.contains("title:   'Whisper notes again'   # kept"_L1), qPrintable(m_text));
}

void ManifestFormTest::typing_isToldWhenTheFieldIsLeft()
{
    read(Base);
    line(u"title")->setFocus();
    line(u"title")->end(false);
    QTest::keyClicks(line(u"title"), u"!"_s);
    line(u"thumbnail")->setFocus();
    QCOMPARE(m_told.size(), 1);
}

void ManifestFormTest::typing_isNotOverwrittenByWhatIsRead()
{
    read(Base);
    line(u"title")->setFocus();
    line(u"title")->end(false);
    QTest::keyClicks(line(u"title"), u"!"_s);
    m_form->setReading(readForm(QString(m_text).replace("Whisper"_L1, "Other"_L1)));
    QCOMPARE(line(u"title")->text(), u"Whisper notes!"_s);
}

void ManifestFormTest::undo_isLeftToTheText()
{
    read(Base);
    line(u"title")->setFocus();
    line(u"title")->end(false);
    QTest::keyClicks(line(u"title"), u"!"_s);
    QKeyEvent undo(QEvent::ShortcutOverride, Qt::Key_Z, Qt::ControlModifier);
    undo.setAccepted(false);
    QApplication::sendEvent(line(u"title"), &undo);
    QVERIFY(!undo.isAccepted());
    QCOMPARE(m_told.size(), 1); // or the undo would take an older step back
}

void ManifestFormTest::cursor_staysWhereItIs()
{
    read(Base);
    line(u"title")->setFocus();
    line(u"title")->setCursorPosition(7);
    QTest::keyClicks(line(u"title"), u"!"_s);
    QTRY_COMPARE(m_told.size(), 1);
    QCOMPARE(line(u"title")->cursorPosition(), 8);
    read(QString(m_text).replace("notes"_L1, "note"_L1));
    QCOMPARE(line(u"title")->text(), u"Whisper! note"_s);
    QCOMPARE(line(u"title")->cursorPosition(), 8);
}

void ManifestFormTest::brokenText_keepsWhatWasRead_andSaysWhereToGo()
{
    read(Base);
    read("---\ntitle: Other\nmood: [1\n---\n");
    QCOMPARE(line(u"title")->text(), u"Whisper notes"_s);
    QVERIFY(line(u"title")->isEnabled()); // for a moment: somebody may be typing a line
    QTRY_VERIFY(!line(u"title")->isEnabled());
    const auto *strip = m_form->findChild<InlineStrip *>(u"formBroken"_s);
    QVERIFY2(strip->sentence().contains("YAML"_L1), qPrintable(strip->sentence()));
    QSignalSpy wanted(m_form.get(), &ManifestForm::sourceRequested);
    QPushButton *go = nullptr;
    for (QPushButton *button : strip->findChildren<QPushButton *>()) {
        if (button->text().startsWith("Go to line"_L1))
            go = button;
    }
    QVERIFY(go);
    go->click();
    QCOMPARE(wanted.size(), 1);

    read(Base);
    QVERIFY(line(u"title")->isEnabled());
    QVERIFY(m_told.isEmpty());
}

void ManifestFormTest::brokenFromTheStart_showsWhatCouldBeRead()
{
    makeForm();
    read("---\ntitle: Whisper notes\nmood: [1\n---\n");
    QCOMPARE(line(u"title")->text(), u"Whisper notes"_s);
    QVERIFY(!line(u"title")->isEnabled());
}

void ManifestFormTest::unknownKeys_areShownAndRemovable()
{
    read("---\ntitle: A\nmood: calm\nsuggested_storage: small\nnested:\n  a: {b: 1}\n---\n");
    QVERIFY(m_form->findChild<QWidget *>(u"other.mood"_s));
    QVERIFY(m_form->findChild<QWidget *>(u"other.suggested_storage"_s));
    QVERIFY(!m_form->findChild<QWidget *>(u"other.title"_s));
    auto *nested = m_form->findChild<QWidget *>(u"other.nested"_s);
    QVERIFY(nested);
    put(m_form->field(u"thumbnail"), u"https://example.org/a.png"_s);
    QVERIFY(m_text.contains("mood: calm\nsuggested_storage: small\nnested:\n  a: {b: 1}\n"_L1));
    for (QAbstractButton *button : m_form->findChild<QWidget *>(u"other.mood"_s)->findChildren<QAbstractButton *>()) {
        if (button->accessibleName() == "Remove mood"_L1)
            button->click();
    }
    QVERIFY(!m_text.contains("mood"_L1));
    QTRY_VERIFY(!m_form->findChild<QWidget *>(u"other.mood"_s));
}

void ManifestFormTest::anotherForm_isLeftToTheSource()
{
    read("---\ntitle: [a, b]\nmodels:\n  - {a: 1}\nlicense: [mit]\n---\n");
    QVERIFY(!m_form->field(u"title")->isVisibleTo(m_form.get()));
    QVERIFY(!m_form->field(u"models")->isVisibleTo(m_form.get()));
    QCOMPARE(line(u"license")->text(), u"MIT License"_s);
}

void ManifestFormTest::error_standsAtItsField()
{
    read("---\ntitle: A\nshort_description: b\n---\n");
    m_form->setDiagnostics({problemAt({2, 19, 2, 20})});
    QCOMPARE(m_form->row(u"short_description")->error(), u"That is too long."_s);
    QCOMPARE(m_form->row(u"title")->error(), QString());
    QCOMPARE(line(u"short_description")->accessibleDescription(), u"That is too long."_s);
    m_form->setDiagnostics({});
    QCOMPARE(m_form->row(u"short_description")->error(), QString());
    QCOMPARE(line(u"short_description")->accessibleDescription(), QString());
}

void ManifestFormTest::advice_isNoError()
{
    read("---\ntitle: A\n---\n");
    m_form->setDiagnostics({problemAt({1, 7, 1, 8}, Severity::Advice)});
    QCOMPARE(m_form->row(u"title")->error(), QString());
}

void ManifestFormTest::count_isLive()
{
    read(Base);
    QLineEdit *description = line(u"short_description");
    description->setFocus();
    QTest::keyClicks(description, QString(63, u'x'));
    const auto *count = m_form->row(u"short_description")->findChild<QLabel *>(u"rowCount"_s);
    QVERIFY(count->isVisibleTo(m_form.get()));
    QCOMPARE(count->text(), u"63 of 60"_s);
}

void ManifestFormTest::keysOfOtherSdks_areHiddenUnlessWritten()
{
    read("---\nsdk: gradio\n---\n");
    QVERIFY(!m_form->row(u"app_port")->isVisibleTo(m_form.get()));
    QVERIFY(m_form->row(u"python_version")->isVisibleTo(m_form.get()));
    put(m_form->field(u"sdk"), u"docker"_s);
    QVERIFY(m_form->row(u"app_port")->isVisibleTo(m_form.get()));
    QVERIFY(!m_form->row(u"python_version")->isVisibleTo(m_form.get()));
    QVERIFY(!m_form->field(u"sdk_version")->isVisibleTo(m_form.get()));
    QVERIFY(m_form->field(u"sdk")->isVisibleTo(m_form.get()));
    read("---\nsdk: static\napp_port: 80\n---\n");
    QVERIFY(m_form->row(u"app_port")->isVisibleTo(m_form.get()));
}

void ManifestFormTest::dependentKeys_appearWithTheOther()
{
    read("---\nlicense: mit\n---\n");
    QVERIFY(!m_form->row(u"license_name")->isVisibleTo(m_form.get()));
    QVERIFY(!m_form->row(u"hf_oauth_scopes")->isVisibleTo(m_form.get()));
    read("---\nlicense: other\nhf_oauth: true\n---\n");
    QVERIFY(m_form->row(u"license_name")->isVisibleTo(m_form.get()));
    QVERIFY(m_form->row(u"hf_oauth_scopes")->isVisibleTo(m_form.get()));
}

void ManifestFormTest::wrongValues_areShownAsTheyAre()
{
    read(
        "---\ncolorFrom: teal\nsdk: streamlit\npython_version: 3.10\npinned: maybe\napp_port: many\nlicense: nonsense\n"
        "suggested_hardware: h100\n---\n");
    QCOMPARE(m_form->field(u"colorFrom")->findChild<QComboBox *>()->currentText(), u"teal"_s);
    QCOMPARE(m_form->field(u"sdk")->findChild<Segments *>()->current(), -1);
    QCOMPARE(line(u"python_version")->text(), u"3.1"_s); // as the Hub reads it
    QCOMPARE(m_form->field(u"pinned")->findChild<QCheckBox *>()->checkState(), Qt::PartiallyChecked);
    QCOMPARE(line(u"app_port")->text(), u"many"_s);
    QCOMPARE(line(u"license")->text(), u"nonsense"_s);
    QCOMPARE(m_form->field(u"suggested_hardware")->findChild<QComboBox *>()->currentText(), u"h100"_s);
    QVERIFY(m_told.isEmpty());
}

void ManifestFormTest::choosingWhatItIs_tellsNothing()
{
    read("---\nsdk: gradio\ntitle: A\n---\n");
    line(u"title")->setFocus();
    QTest::keyClick(line(u"title"), Qt::Key_Return);
    m_form->flush();
    QVERIFY(m_told.isEmpty());
}

void ManifestFormTest::crlf_isKept()
{
    const QString crlf = QString::fromUtf8(Base).replace(u'\n', "\r\n"_L1);
    read(crlf);
    put(m_form->field(u"thumbnail"), u"a.png"_s);
    QCOMPARE(m_text.count(u'\n'), crlf.count(u'\n') + 1);
    QCOMPARE(m_text.count("\r\n"_L1), m_text.count(u'\n'));
    QCOMPARE(without(m_text, u"thumbnail"_s), crlf);
}

void ManifestFormTest::aReadmeWithoutHeader_getsOne()
{
    read("# Only a body\n");
    QVERIFY(line(u"title")->isEnabled());
    put(m_form->field(u"title"), u"Whisper"_s);
    QVERIFY2(m_text.startsWith("---\ntitle: Whisper\n---\n"_L1) && m_text.endsWith("# Only a body\n"_L1),
             qPrintable(m_text));
}

void ManifestFormTest::files_areProposed()
{
    read("---\nsdk: gradio\n---\n");
    m_form->setFiles({u"app.py"_s, u"index.html"_s, u"src/main.py"_s});
    const auto texts = [this] {
        const auto *combo = m_form->field(u"app_file")->findChild<QComboBox *>();
        QStringList all;
        for (int i = 0; i < combo->count(); ++i)
            all += combo->itemText(i);
        return all;
    };
    QCOMPARE(texts(), (QStringList{u"app.py"_s, u"src/main.py"_s}));
    put(m_form->field(u"sdk"), u"static"_s);
    QCOMPARE(texts(), QStringList{u"index.html"_s});
    QCOMPARE(line(u"app_file")->text(), QString());
}

void ManifestFormTest::version_isSaidToBeTheNewest_orWhichOneIs()
{
    const auto note = [this] { return m_form->row(u"sdk_version")->note(); };
    read("---\nsdk: gradio\nsdk_version: 6.30.0\n---\n");
    QCOMPARE(note(), QString()); // nobody was asked
    m_form->setChoices(u"sdk_version"_s, {u"6.31.0"_s, u"6.30.0"_s});
    QCOMPARE(note(), u"newest: 6.31.0"_s);
    put(m_form->field(u"sdk_version"), u"6.31.0"_s);
    QCOMPARE(note(), u"newest"_s);
    put(m_form->field(u"sdk_version"), QString());
    QCOMPARE(note(), QString());
    read("---\nsdk: docker\nsdk_version: 6.31.0\n---\n");
    QCOMPARE(note(), u"newest"_s); // it is written, so it is shown
    put(m_form->field(u"sdk_version"), QString());
    QCOMPARE(note(), QString());
    m_form->setChoices(u"sdk_version"_s, {});
}

void ManifestFormTest::whatIsKnownHere_standsBesideTheControl()
{
    read("---\nsdk: gradio\n---\n");
    m_form->setNote(u"python_version", u"3.13.5 is used here"_s);
    QCOMPARE(m_form->row(u"python_version")->note(), u"3.13.5 is used here"_s);
    m_form->setNote(u"python_version", {});
    m_form->setNote(u"no such key", u"and nothing happens"_s);
    QCOMPARE(m_form->row(u"python_version")->note(), QString());
}

void ManifestFormTest::licence_isFoundByNameAndById()
{
    read("---\ntitle: A\n---\n");
    put(m_form->field(u"license"), u"apache license 2.0"_s);
    QVERIFY2(m_text.contains("license: apache-2.0\n"_L1), qPrintable(m_text));
    QCOMPARE(line(u"license")->text(), u"Apache License 2.0"_s);
    put(m_form->field(u"license"), u"MIT"_s);
    QVERIFY2(m_text.contains("license: mit\n"_L1), qPrintable(m_text));
}

void ManifestFormTest::scopes_keepWhatIsNotKnown()
{
    read("---\nhf_oauth: true\nhf_oauth_scopes:\n  - strange\n  - email\n---\n");
    put(m_form->field(u"hf_oauth_scopes"), u"email"_s);
    QVERIFY2(m_text.contains("hf_oauth_scopes:\n  - strange\n---"_L1), qPrintable(m_text));
}

void ManifestFormTest::focus_showsHelpAndPlace()
{
    read(Base);
    QSignalSpy place(m_form.get(), &ManifestForm::placeFocused);
    line(u"title")->setFocus();
    QCOMPARE(place.size(), 1);
    QCOMPARE(place.first().first().toInt(), 2);
    QStringList help;
    for (const QLabel *label : m_form->findChild<QWidget *>(u"formHelp"_s)->findChildren<QLabel *>())
        help += label->text();
    QVERIFY(help.contains(u"title"_s));
    line(u"thumbnail")->setFocus(); // not written, so there is no place
    QCOMPARE(place.size(), 1);
}

void ManifestFormTest::cursorsLine_marksItsLabel()
{
    read(Base);
    m_form->showLine(2);
    QVERIFY(m_form->row(u"title")->isMarked());
    m_form->showLine(4); // an unknown key
    QVERIFY(!m_form->row(u"title")->isMarked());
}

void ManifestFormTest::narrow_putsLabelsAbove()
{
    read(Base);
    const FormRow *row = m_form->row(u"title");
    const auto *label = row->findChild<QLabel *>(u"rowLabel"_s);
    QVERIFY(label->y() + label->height() > m_form->field(u"title")->parentWidget()->y());
    m_form->resize(400, 700);
    QTRY_VERIFY(label->y() + label->height() <= m_form->field(u"title")->parentWidget()->y());
    QTRY_VERIFY(m_form->field(u"title")->width() <= 400);
}

void ManifestFormTest::everyControl_hasAName()
{
    read(Base);
    for (const Check::HeaderKey &key : Check::headerKeyTable()) {
        if (key.section == Check::HeaderKey::Section::Unused)
            continue;
        const HeaderField *field = m_form->field(QString(key.name));
        QVERIFY2(field, key.name.data());
        for (const QWidget *part : field->findChildren<QWidget *>()) {
            if (part->focusPolicy() == Qt::NoFocus || part->isHidden() || part->window() != m_form.get())
                continue;
            const QAccessibleInterface *interface = QAccessible::queryAccessibleInterface(const_cast<QWidget *>(part));
            QVERIFY2(interface && !interface->text(QAccessible::Name).isEmpty(),
                     qPrintable(QString(key.name + u' ' + QLatin1StringView(part->metaObject()->className()))));
        }
    }
}

void ManifestFormTest::tabOrder_runsDown()
{
    read("---\nsdk: gradio\nmodels: [a/b]\npreload_from_hub: [a/b, c/d]\nhf_oauth: true\n---\n");
    line(u"title")->setFocus();
    int y = -1;
    for (int i = 0; i < 60; ++i) {
        const QWidget *now = QApplication::focusWidget();
        const int at = now->mapTo(m_form->field(u"title")->window(), QPoint()).y()
            - m_form->row(u"title")->mapTo(m_form->field(u"title")->window(), QPoint()).y();
        if (at < y - now->height() - 200 && now == line(u"title")) // once round
            break;
        QVERIFY2(at >= y - 8 || !m_form->row(u"title")->parentWidget()->isAncestorOf(now),
                 qPrintable(QString::number(i) + u' ' + now->accessibleName()));
        y = m_form->row(u"title")->parentWidget()->isAncestorOf(now) ? at : y;
        QTest::keyClick(const_cast<QWidget *>(now), Qt::Key_Tab);
    }
}

void ManifestFormTest::aThousandLines_takeFewMilliseconds()
{
    QString text = u"---\ntitle: A\n"_s;
    for (int i = 0; i < 1000; ++i)
        text += u"key_%1: value\n"_s.arg(i);
    text += "---\n"_L1;
    read(text);
    const FormReading changed = readForm(QString(text).replace("title: A"_L1, "title: B"_L1));
    const std::clock_t before = std::clock(); // of the processor, whatever else runs
    m_form->setReading(changed);
    const double milliseconds = 1000.0 * double(std::clock() - before) / CLOCKS_PER_SEC;
    qInfo("%.1f ms", milliseconds);
    QVERIFY(milliseconds < 50); // with sanitizers, about ten times what a person has
}

QTEST_MAIN(ManifestFormTest)
#include "tst_manifestform.moc"
