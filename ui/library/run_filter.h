// The filter line's language: words and terms such as status:running, tag:baseline, accuracy>0.9, params<2M. A run is
// shown when every term holds.
#pragma once

#include <QString>
#include <QStringList>
#include <functional>
#include <vector>

#include "ui/library/library_reader.h"

namespace layerlab {

class RunFilter {
public:
    RunFilter() = default;
    explicit RunFilter(const QString& text);

    bool isEmpty() const { return m_terms.empty(); }
    const QStringList& notUnderstood() const { return m_not_understood; }  // as typed; they filter nothing
    // status: as the table words it; words: all that plain words are looked for in.
    // setting: of the experiment, as YAML.
    bool matches(const LibraryRun& run, const QString& status, const QString& words,
                 const std::function<QString(const QString& key)>& setting) const;
    bool namesArchive() const { return m_names_archive; }
    bool needsSettings() const { return m_needs_settings; }  // there is a term about a key of the experiment

    static QString help();

private:
    struct Candidate {
        const LibraryRun& run;
        const QString& status;
        const QString& words;
        const std::function<QString(const QString&)>& setting;
    };
    using Term = std::function<bool(const Candidate&)>;
    Term term(const QString& text, bool quoted);
    Term settingTerm(const QString& key, const QString& sign, const QString& value);
    static Term textTerm(const QString& key, const QString& value);
    static Term numberTerm(const QString& key, const QString& sign, const QString& value);

    std::vector<Term> m_terms;
    QStringList m_not_understood;
    bool m_names_archive = false, m_needs_settings = false;
};

}  // namespace layerlab
