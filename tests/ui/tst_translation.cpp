// The translations: complete, compiled into the programs, with every place for an argument kept.
#include "tests/ui/ui_fixture.h"

#include <QRegularExpression>
#include <QTranslator>
#include <QXmlStreamReader>

#include "engine/experiment/fields.h"
#include "engine/experiment/yaml.h"
#include "engine/text.h"
#include "ui/engine_text.h"

using namespace layerlab;

class TestTranslation : public QObject {
    Q_OBJECT
    struct Message {
        QString source;
        QStringList translations;  // several: one for each plural form
        bool finished = true;
    };
    static QList<Message> messagesOf(const QString& name) {
        QFile file(QStringLiteral(LAYERLAB_SOURCE_DIR "/resources/translations/%1.ts").arg(name));
        if (!file.open(QIODevice::ReadOnly)) qFatal("cannot read %s", qPrintable(file.fileName()));
        QList<Message> messages;
        QXmlStreamReader xml(&file);
        while (!xml.atEnd()) {
            if (xml.readNext() != QXmlStreamReader::StartElement) continue;
            if (xml.name() == QLatin1String("message")) messages.append(Message());
            else if (xml.name() == QLatin1String("source")) messages.last().source = xml.readElementText();
            else if (xml.name() == QLatin1String("translation")) readTranslation(xml, messages.last());
        }
        if (xml.hasError()) qFatal("%s: %s", qPrintable(file.fileName()), qPrintable(xml.errorString()));
        return messages;
    }
    static void readTranslation(QXmlStreamReader& xml, Message& message) {
        message.finished = !xml.attributes().hasAttribute(QLatin1String("type"));
        QString whole;
        while (!xml.atEnd()) {
            xml.readNext();
            if (xml.isStartElement()) message.translations.append(xml.readElementText());
            else if (xml.isCharacters()) whole += xml.text();
            else if (xml.isEndElement()) break;
        }
        if (message.translations.isEmpty()) message.translations.append(whole);
    }
    static QStringList places(const QString& text) {
        static const QRegularExpression place(QStringLiteral("%(?:L?[1-9]|n)"));
        QSet<QString> found;
        for (const auto& match : place.globalMatch(text)) found.insert(match.captured());
        QStringList sorted(found.begin(), found.end());
        sorted.sort();
        return sorted;
    }

    QTranslator m_engine;

private Q_SLOTS:
    void initTestCase() {
        QVERIFY(m_engine.load(QStringLiteral(":/translations/layerlab_engine_zh_CN.qm")));
        QVERIFY(QFile::exists(QStringLiteral(":/translations/layerlab_zh_CN.qm")));
    }
    void init() { QVERIFY(QCoreApplication::installTranslator(&m_engine)); }
    void cleanup() {
        QCoreApplication::removeTranslator(&m_engine);
        setTextCatalogue(nullptr);
    }

    void everyMessageIsTranslated_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("window") << QStringLiteral("layerlab_zh_CN");
        QTest::newRow("engine") << QStringLiteral("layerlab_engine_zh_CN");
    }
    void everyMessageIsTranslated() {
        QFETCH(QString, name);
        const QList<Message> messages = messagesOf(name);
        QVERIFY(messages.size() > 100);
        for (const Message& message : messages) {
            QVERIFY2(message.finished, qPrintable(message.source));
            for (const QString& translation : message.translations) QVERIFY2(!translation.trimmed().isEmpty(), qPrintable(message.source));
        }
    }

    void placesForArgumentsAreKept_data() {
        QTest::addColumn<QString>("name");
        QTest::newRow("engine") << QStringLiteral("layerlab_engine_zh_CN");
        QTest::newRow("window") << QStringLiteral("layerlab_zh_CN");
    }
    void placesForArgumentsAreKept() {
        QFETCH(QString, name);
        for (const Message& message : messagesOf(name))
            for (const QString& translation : message.translations)
                if (!translation.isEmpty()) QVERIFY2(places(translation) == places(message.source), qPrintable(message.source));
    }

    void theProgramFindsEveryMessageAsItStandsInTheFile() {
        for (const Message& message : messagesOf(QStringLiteral("layerlab_engine_zh_CN")))
            QCOMPARE(engineText(message.source.toStdString()), message.translations.first());
    }

    void everyKeyIsExplainedInChinese() {
        for (const KeyHelp& key : allKeys()) {
            QVERIFY2(engineText(key.help) != QString::fromStdString(key.help), key.path.c_str());
            if (!key.unit.empty()) QVERIFY2(engineText(key.unit) != QString::fromStdString(key.unit), key.path.c_str());
        }
    }

    void rangesFollowTheLanguageThatIsChosen() {
        const KeyHelp* english = keyHelp("techniques.layer_drop.rate");
        QCOMPARE(english->range, std::string("from 0 to 1 (not itself)"));
        setTextCatalogue([](const char* sentence) { return engineText(sentence).toStdString(); });
        QCOMPARE(QString::fromStdString(keyHelp("techniques.layer_drop.rate")->range), QStringLiteral("从 0 到 1（不含）"));
        QCOMPARE(english->range, std::string("from 0 to 1 (not itself)"));  // what was handed out before is still there
        setTextCatalogue(nullptr);
        QCOMPARE(keyHelp("techniques.layer_drop.rate"), english);
    }

    void whatIsNotTranslatedStaysEnglish() {
        QCOMPARE(engineText("no such words"), QStringLiteral("no such words"));
        QCoreApplication::removeTranslator(&m_engine);
        QCOMPARE(engineText("steps"), QStringLiteral("steps"));
    }

    void messagesOfTheEngineComeInChinese() {
        setTextCatalogue([](const char* english) { return engineText(english).toStdString(); });
        const ReadResult result = readExperiment("layerlab: 1\ntrain: {stepps: 5}\n", "");
        QCOMPARE(result.problems.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(result.problems.front().message), QStringLiteral("未知的键“stepps”；您是指“steps”吗？"));
    }
};

int main(int argc, char** argv) { return runUiTest<TestTranslation>(argc, argv); }
#include "tst_translation.moc"
