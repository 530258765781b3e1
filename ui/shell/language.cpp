#include "ui/shell/language.h"

#include <QApplication>
#include <QFont>
#include <QFontDatabase>
#include <QLibraryInfo>
#include <QRawFont>
#include <QSettings>
#include <QTranslator>

#include "engine/text.h"
#include "ui/engine_text.h"

namespace layerlab {

namespace {

const auto language_key = QStringLiteral("language");
const auto english = QStringLiteral("en");
const auto chinese = QStringLiteral("zh_CN");
const auto translator_name = QStringLiteral("layerlabTranslator");
constexpr uint layer_character = 0x5C42;  // 层

// gettext's order: the locale decides, and LANGUAGE may name others unless the locale is the plain C one.
Language languageOfEnvironment() {
    QString locale;
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"})
        if (locale.isEmpty()) locale = qEnvironmentVariable(name);
    if (locale.isEmpty() || locale == QLatin1String("POSIX") || locale == QLatin1String("C") || locale.startsWith(QLatin1String("C.")))
        return Language::English;
    for (const QString& wanted : qEnvironmentVariable("LANGUAGE").split(':', Qt::SkipEmptyParts)) {
        if (wanted.startsWith(QLatin1String("zh"))) return Language::Chinese;
        if (wanted.startsWith(QLatin1String("en")) || wanted == QLatin1String("C")) return Language::English;
    }
    return locale.startsWith(QLatin1String("zh")) ? Language::Chinese : Language::English;
}

bool install(QCoreApplication& application, const QString& file, const QString& folder) {
    auto* translator = new QTranslator(&application);
    translator->setObjectName(translator_name);
    if (translator->load(file, folder) && QCoreApplication::installTranslator(translator)) return true;
    delete translator;
    return false;
}

bool covers(const QString& family) { return QRawFont::fromFont(QFont(family)).supportsCharacter(layer_character); }

QString chineseFamily() {
    const QStringList there = QFontDatabase::families(QFontDatabase::SimplifiedChinese);
    const QStringList liked{QStringLiteral("Noto Sans CJK SC"),   QStringLiteral("Noto Sans SC"),
                            QStringLiteral("Source Han Sans SC"), QStringLiteral("WenQuanYi Micro Hei"),
                            QStringLiteral("WenQuanYi Zen Hei"),  QStringLiteral("Droid Sans Fallback")};
    for (const QString& family : liked)
        if (there.contains(family) && covers(family)) return family;
    for (const QString& family : there)
        if (covers(family)) return family;
    return {};
}

}  // namespace

Language savedLanguage() {
    const QString word = QSettings().value(language_key).toString();
    return word == english ? Language::English : word == chinese ? Language::Chinese : Language::System;
}

void saveLanguage(Language language) {
    if (language == Language::System) QSettings().remove(language_key);
    else QSettings().setValue(language_key, language == Language::Chinese ? chinese : english);
}

Language effective() {
    const Language saved = savedLanguage();
    return saved == Language::System ? languageOfEnvironment() : saved;
}

bool installTranslators(QCoreApplication& application) {
    qDeleteAll(application.findChildren<QTranslator*>(translator_name, Qt::FindDirectChildrenOnly));
    if (effective() == Language::English) {
        setTextCatalogue({});
        return true;
    }
    const auto folder = QStringLiteral(":/translations");
    install(application, QStringLiteral("qtbase_zh_CN"), QLibraryInfo::path(QLibraryInfo::TranslationsPath));
    install(application, QStringLiteral("layerlab_engine_zh_CN"), folder);
    setTextCatalogue([](const char* text) { return engineText(text).toStdString(); });
    return install(application, QStringLiteral("layerlab_zh_CN"), folder);
}

bool ensureChineseFont() {
    if (effective() != Language::Chinese) return true;
    const QString family = chineseFamily();
    if (family.isEmpty()) return false;
    // Latin letters stay as they are; characters that their font lacks come from this one.
    QFont font = QApplication::font();
    const QString usual = font.family();
    font.setFamilies({usual, family});
    QApplication::setFont(font);
    return true;
}

}  // namespace layerlab
