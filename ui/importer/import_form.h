// The settings of the import assistant: which columns, what becomes of them, what is split off, how text becomes tokens.
#pragma once

#include <QString>
#include <QStringList>
#include <QWidget>
#include <array>

#include "ui/importer/file_look.h"
#include "ui/importer/import_choices.h"

class QCheckBox;
class QComboBox;
class QFormLayout;
class QLabel;
class QSpinBox;

namespace layerlab {

class BarList;
class DataFileField;
class LengthHistogram;

class ImportForm : public QWidget {
    Q_OBJECT

public:
    explicit ImportForm(QWidget* parent = nullptr);

    void setFile(const QString& path);  // another file: columns and lengths are guessed anew
    void setLook(const FileLook& look);
    void setUse(ImportUse use);
    void setColumn(ColumnRole role, int column);  // of another role before: that one takes what this one had
    // What a look into a further file has found; wrong: why it cannot be read.
    void setOtherLook(OtherFile which, const FileLook& look, const QString& wrong);

    ImportChoices choices() const;
    const TablePreview& table() const { return m_look.table; }
    QStringList columnUses() const;            // of each column, as a word
    QString otherPath(OtherFile which) const;  // empty: there is none
    QString otherFilesObstacle() const;        // a sentence; empty: none

Q_SIGNALS:
    void changed();
    void otherFileChosen(layerlab::OtherFile which);  // to be looked at, if there is one

private:
    DataFileField* otherField(OtherFile which, const QString& name);
    void fillColumns();
    void guess();
    void showUse();
    void showFigures();
    void showLength();
    void showOtherFiles();

    struct Other {
        DataFileField* field = nullptr;
        bool looked = false;
        QString wrong;
        TablePreview table;
    };

    FileLook m_look;
    QString m_file;
    ImportUse m_use = ImportUse::Classification;
    std::array<int, 3> m_columns{-1, -1, -1};
    QStringList m_names;  // of the columns that the guess was made for
    bool m_guess = true;
    bool m_length_chosen = false, m_vocabulary_chosen = false;

    QFormLayout* m_form;
    std::array<QComboBox*, 3> m_column_boxes{};
    QLabel* m_labels_title;
    BarList* m_labels;
    QLabel* m_lengths_title;
    LengthHistogram* m_lengths;
    QLabel* m_text_figures;
    QSpinBox* m_length;
    QComboBox* m_validation;
    QSpinBox* m_split;
    std::array<Other, 2> m_others{};
    QComboBox* m_vocabulary;
    QSpinBox* m_vocabulary_size;
    QCheckBox* m_lower_case;
};

}  // namespace layerlab
