#include "ui/shell/examples.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include "engine/error.h"
#include "engine/experiment/yaml.h"

namespace layerlab {

namespace {

const auto in_resources = QStringLiteral(":/examples");
const auto default_name = QStringLiteral("default");

QString titleOf(const QString& base_name) {
    if (base_name == default_name) return QCoreApplication::translate("Examples", "Default experiment");
    QString title = QString(base_name).replace('-', ' ').replace('_', ' ');
    if (!title.isEmpty()) title[0] = title[0].toUpper();
    return title;
}

}  // namespace

QList<Example> examples() {
    QList<Example> found;
    QSet<QString> names;
    const QString installed = QCoreApplication::applicationDirPath() + QStringLiteral("/../share/layerlab/examples");
    for (const QString& folder : {in_resources, installed})
        for (const QFileInfo& file : QDir(folder).entryInfoList({QStringLiteral("*.yaml")}, QDir::Files, QDir::Name)) {
            if (names.contains(file.baseName())) continue;
            names << file.baseName();
            const Example example{titleOf(file.baseName()), file.filePath()};
            if (file.baseName() == default_name) found.prepend(example);
            else found << example;
        }
    return found;
}

QString readExample(const QString& path, Experiment& experiment) {
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return file.errorString();
    try {
        const QFileInfo info(path);
        // Resources are no folder on disk that data could lie in.
        const std::string base = path.startsWith(':') ? std::string() : info.absolutePath().toStdString();
        ReadResult result = readExperiment(file.readAll().toStdString(), base);
        if (!result.ok()) return QString::fromStdString(toText(result.problems.front(), path.toStdString()));
        experiment = std::move(result.experiment);
    } catch (const Error& error) {
        return QString::fromUtf8(error.what());
    }
    return {};
}

Experiment defaultExperiment() {
    Experiment experiment;
    readExample(in_resources + QStringLiteral("/default.yaml"), experiment);
    return experiment;
}

}  // namespace layerlab
