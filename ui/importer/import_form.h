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
class QLineEdit;
class QSpinBox;
class QToolButton;

namespace layerlab {

class BarList;
class LengthHistogram;

class ImportForm : public QWidget {
    Q_OBJECT

public:
    explicit ImportForm(QWidget* parent = nullptr);

    void setFile(const QString& path);  // another file: columns and lengths are guessed anew
    void setLook(const FileLook& look);
    void setUse(ImportUse use);
    void setColumn(ColumnRole role, int column);  // of another role before: that one takes what this one had
    void setValidationAnswer(const QString& wrong, const QString& fine);

    ImportChoices choices() const;
    const TablePreview& table() const { return m_look.table; }
    QStringList columnUses() const;      // of each column, as a word
    QString validationObstacle() const;  // a sentence; empty: none

Q_SIGNALS:
    void changed();
    void validationChosen(const QString& path);  // to be looked at

private:
    QWidget* pathRow();
    void fillColumns();
    void guess();
    void showUse();
    void showFigures();
    void showLength();
    void showValidation();

    FileLook m_look;
    QString m_file;
    ImportUse m_use = ImportUse::Classification;
    std::array<int, 3> m_columns{-1, -1, -1};
    QStringList m_names;  // of the columns that the guess was made for
    bool m_guess = true;
    bool m_length_chosen = false, m_vocabulary_chosen = false;
    bool m_valid_is_wrong = false;

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
    QWidget* m_valid_row = nullptr;
    QLineEdit* m_valid = nullptr;
    QLabel* m_valid_answer;
    QComboBox* m_vocabulary;
    QSpinBox* m_vocabulary_size;
    QCheckBox* m_lower_case;
};

}  // namespace layerlab
