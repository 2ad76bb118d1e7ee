package spend

import (
	"strings"

	"github.com/opencommissioning/commissioning/nhs"
)

// A Column names the content of one column of a file.
type Column uint8

// The first eight are the columns that HM Treasury requires, in its order.
const (
	// DepartmentFamily is the parent department.
	DepartmentFamily Column = iota + 1
	// Entity is the body that paid.
	Entity
	// PaymentDate is the day of the payment.
	PaymentDate
	// ExpenseType is the kind of cost.
	ExpenseType
	// ExpenseArea is the part of the body's work that the cost is for.
	ExpenseArea
	// Supplier is who was paid.
	Supplier
	// TransactionNumber is the body's own number for the payment; all lines of a
	// payment share it.
	TransactionNumber
	// Amount is the sum in pounds.
	Amount
	// Description says what was bought.
	Description
	// SupplierPostcode is the supplier's postcode.
	SupplierPostcode
	// SupplierType says what sort of supplier it is.
	SupplierType
	// ContractNumber is the number of the contract.
	ContractNumber
	// ProjectCode is the code of the project.
	ProjectCode
	// ExpenditureType says whether the cost is administration or programme.
	ExpenditureType
	// VATNumber is the supplier's VAT registration number.
	VATNumber
	// CompanyNumber is the supplier's number in the register of companies.
	CompanyNumber
)

// columns is the number of columns, including the invalid zero.
const columns = CompanyNumber + 1

var columnNames = [columns]string{
	"", "Department family", "Entity", "Date", "Expense type", "Expense area", "Supplier", "Transaction number", "Amount",
	"Description", "Supplier postcode", "Supplier type", "Contract number", "Project code", "Expenditure type", "VAT registration number", "Company number",
}

// String returns HM Treasury's heading of the column.
func (c Column) String() string {
	if c >= columns {
		return ""
	}
	return columnNames[c]
}

// MarshalText returns the heading.
func (c Column) MarshalText() ([]byte, error) { return []byte(c.String()), nil }

// A layout maps the cells of a row to columns.
type layout struct {
	at       [columns]int16 // index of the cell, or -1
	width    int            // cells of the heading up to the last that is not empty
	headings []string
	vat      nhs.VATBasis
	found    int // columns that were recognised
	weight   int // how well they were
	doubled  []string

	amounts   []amountColumn // every column that could be the amount, or is known not to be
	credit    int16          // the column that takes away, beside one of debits; or -1
	year      int16          // the column of the year, beside one of the month; or -1
	period    bool           // the month is one of the financial year
	sign      int16          // the column that says debit or credit of one amount, or -1
	currency  int16          // the column that names the currency, or -1
	converted bool           // the amounts are in pounds, and those of another column perhaps not
	signed    bool           // the credits have a sign of their own
	unit      measure        // of the amounts
	special   bool           // the amounts are more than the figures of one column
	doubts    []FileDoubt    // about the choice of the column and of the unit
}

func (l *layout) has(c Column) bool { return l.at[c] >= 0 }

// A claim says how well a heading fits a column: higher is better, 0 is no fit.
type claim struct {
	column Column
	weight int
}

// exact lists unambiguous headings, without case, spaces and signs.
var exact = map[string]claim{
	"departmentfamily": {DepartmentFamily, 9}, "departmentalfamily": {DepartmentFamily, 9}, "department": {DepartmentFamily, 8},
	"deptfamily": {DepartmentFamily, 9}, "dept": {DepartmentFamily, 8}, "departmentofhealth": {DepartmentFamily, 5},
	"departmentofhealthandsocialcare": {DepartmentFamily, 5}, "departmentfamilyname": {DepartmentFamily, 9},

	"entity": {Entity, 9}, "entuty": {Entity, 8}, "entityname": {Entity, 9}, "ccg": {Entity, 8}, "ccgname": {Entity, 8}, "organisationname": {Entity, 8},
	"organisation": {Entity, 8}, "organization": {Entity, 8}, "organizationname": {Entity, 8}, "bodyname": {Entity, 8}, "body": {Entity, 7}, "trust": {Entity, 7},
	"trustname": {Entity, 7}, "commissioner": {Entity, 6}, "commissionername": {Entity, 6}, "nhsbody": {Entity, 7}, "publicbody": {Entity, 7}, "orgname": {Entity, 7}, "org": {Entity, 6},
	"icb": {Entity, 8}, "icbname": {Entity, 8}, "integratedcareboard": {Entity, 8}, "integratedcareboardname": {Entity, 8}, "nhsicb": {Entity, 8}, "ccgicb": {Entity, 8}, "icbccg": {Entity, 8},
	"council": {Entity, 7}, "councilname": {Entity, 7}, "localauthority": {Entity, 6}, "localauthorityname": {Entity, 6}, "clinicalcommissioninggroup": {Entity, 8}, "clinicalcommissioninggroupname": {Entity, 8},
	"company": {Entity, 3}, "companyname": {Entity, 3}, "practicename": {Entity, 2},

	"date": {PaymentDate, 9}, "datepaid": {PaymentDate, 9}, "paiddate": {PaymentDate, 9}, "dateofpayment": {PaymentDate, 9}, "paymentdate": {PaymentDate, 9}, "paydate": {PaymentDate, 9},
	"data": {PaymentDate, 3}, "posteddate": {PaymentDate, 7}, "postingdate": {PaymentDate, 7}, "accountingdate": {PaymentDate, 7}, "gldate": {PaymentDate, 6},
	"transactiondate": {PaymentDate, 6}, "invoicedate": {PaymentDate, 4}, "dateinvoiced": {PaymentDate, 4}, "month": {PaymentDate, 2}, "period": {PaymentDate, 1}, "periodname": {PaymentDate, 1},
	"paymentmonth": {PaymentDate, 2}, "monthpaid": {PaymentDate, 2}, "financialperiod": {PaymentDate, 2}, "accountingperiod": {PaymentDate, 2}, "fiscalperiod": {PaymentDate, 2}, "periodnumber": {PaymentDate, 1},
	"periodno": {PaymentDate, 1}, "monthnumber": {PaymentDate, 1}, "monthno": {PaymentDate, 1}, "monthname": {PaymentDate, 2}, "glperiod": {PaymentDate, 2}, "clearingdate": {PaymentDate, 6}, "effectivedate": {PaymentDate, 5}, "chequedate": {PaymentDate, 6},

	"expensetype": {ExpenseType, 9}, "typeofexpense": {ExpenseType, 8}, "typeofexpenditure": {ExpenseType, 7}, "accountdescription": {ExpenseType, 6}, "accountname": {ExpenseType, 6},
	"account": {ExpenseType, 5}, "accountcode": {ExpenseType, 4}, "subjective": {ExpenseType, 6}, "subjectivedescription": {ExpenseType, 6}, "subjectivename": {ExpenseType, 6},
	"category": {ExpenseType, 3}, "expensecategory": {ExpenseType, 8}, "nominal": {ExpenseType, 5}, "nominaldescription": {ExpenseType, 6}, "spendtype": {ExpenseType, 5}, "accountcodedescription": {ExpenseType, 6},

	"expensearea": {ExpenseArea, 9}, "areaofexpense": {ExpenseArea, 8}, "costcentre": {ExpenseArea, 5}, "costcentrename": {ExpenseArea, 6}, "costcentredescription": {ExpenseArea, 6}, "costcenter": {ExpenseArea, 5},
	"costcenterdescription": {ExpenseArea, 6}, "directorate": {ExpenseArea, 4}, "businessarea": {ExpenseArea, 4}, "servicearea": {ExpenseArea, 4}, "area": {ExpenseArea, 4}, "objective": {ExpenseArea, 3}, "division": {ExpenseArea, 3},

	"supplier": {Supplier, 9}, "suppliername": {Supplier, 9}, "suppklier": {Supplier, 8}, "merchant": {Supplier, 7}, "merchantname": {Supplier, 7}, "vendor": {Supplier, 7}, "vendorname": {Supplier, 7},
	"payee": {Supplier, 7}, "payeename": {Supplier, 7}, "beneficiary": {Supplier, 6}, "beneficiaryname": {Supplier, 6}, "creditor": {Supplier, 6}, "creditorname": {Supplier, 6}, "provider": {Supplier, 5}, "providername": {Supplier, 5},
	"name": {Supplier, 2}, "tradingpartner": {Supplier, 4}, "paidto": {Supplier, 6}, "recipient": {Supplier, 5}, "contractor": {Supplier, 4},

	"transactionnumber": {TransactionNumber, 9}, "transactionsnumber": {TransactionNumber, 9}, "transaction": {TransactionNumber, 8}, "transactionreference": {TransactionNumber, 9}, "transactionref": {TransactionNumber, 9},
	"transactionno": {TransactionNumber, 9}, "transactionnum": {TransactionNumber, 9}, "transactionid": {TransactionNumber, 9}, "transno": {TransactionNumber, 9}, "transnumber": {TransactionNumber, 9},
	"transref": {TransactionNumber, 9}, "theirreference": {TransactionNumber, 5}, "ourreference": {TransactionNumber, 5}, "reference": {TransactionNumber, 4}, "referencenumber": {TransactionNumber, 5},
	"ref": {TransactionNumber, 4}, "internalvouchernumber": {TransactionNumber, 6}, "vouchernumber": {TransactionNumber, 6}, "voucherno": {TransactionNumber, 6}, "documentnumber": {TransactionNumber, 6}, "documentno": {TransactionNumber, 6},
	"invoicenumber": {TransactionNumber, 5}, "invoiceno": {TransactionNumber, 5}, "invoiceref": {TransactionNumber, 5}, "invoiceid": {TransactionNumber, 5}, "invoicenum": {TransactionNumber, 5}, "transactiontype": {TransactionNumber, 1}, "paymentreference": {TransactionNumber, 6},
	"paymentnumber": {TransactionNumber, 6}, "paymentno": {TransactionNumber, 6}, "apreference": {TransactionNumber, 6}, "uniqueid": {TransactionNumber, 4},

	"amount": {Amount, 9}, "apamount": {Amount, 9}, "total": {Amount, 6}, "totalamount": {Amount, 8}, "spend": {Amount, 7}, "paymentvalue": {Amount, 8}, "value": {Amount, 6}, "amountinsterling": {Amount, 8},
	"distributionamount": {Amount, 8}, "netamount": {Amount, 8}, "grossamount": {Amount, 8}, "gross": {Amount, 5}, "net": {Amount, 5}, "spendvalue": {Amount, 7}, "totalspend": {Amount, 6}, "paymentamount": {Amount, 8},
	"invoicevalue": {Amount, 6}, "invoicetotal": {Amount, 6}, "transactionvalue": {Amount, 7}, "transactiontotal": {Amount, 6}, "linevalue": {Amount, 6}, "sumofamount": {Amount, 6}, "sumofapamount": {Amount, 6}, "expenditure": {Amount, 5},
	"gbp": {Amount, 5}, "cost": {Amount, 4}, "payment": {Amount, 4}, "sterling": {Amount, 5}, "grandtotal": {Amount, 4}, "totalvalue": {Amount, 6}, "netvalue": {Amount, 6}, "grossvalue": {Amount, 6}, "actual": {Amount, 3}, "sum": {Amount, 4},
	"paid": {Amount, 6}, "netpaid": {Amount, 6}, "totalpaid": {Amount, 6}, "actualspend": {Amount, 7},

	"description": {Description, 8}, "polinedescription": {Description, 9}, "narrative": {Description, 8}, "itemtext": {Description, 7}, "details": {Description, 6}, "purpose": {Description, 6}, "transactiondescription": {Description, 7},
	"invoicedescription": {Description, 7}, "itemdescription": {Description, 7}, "linedescription": {Description, 7}, "polinediscription": {Description, 7}, "descriptionofgoods": {Description, 6},

	"supplierpostcode": {SupplierPostcode, 9}, "suppliersitepostcode": {SupplierPostcode, 9}, "postcode": {SupplierPostcode, 8}, "postalcode": {SupplierPostcode, 7},
	"suppliertype": {SupplierType, 9}, "sme": {SupplierType, 3}, "supplierobstype": {SupplierType, 2}, "suppliercategory": {SupplierType, 5},
	"contractnumber": {ContractNumber, 9}, "latestcontractnumber": {ContractNumber, 9}, "contractno": {ContractNumber, 8}, "contractreference": {ContractNumber, 7},
	"projectcode": {ProjectCode, 9}, "project": {ProjectCode, 5},
	"expendituretype": {ExpenditureType, 9}, "revenuecapital": {ExpenditureType, 2}, "adminprogramme": {ExpenditureType, 8}, "programmeadmin": {ExpenditureType, 8},
	"vatregistrationnumber": {VATNumber, 9}, "vatregistrationnum": {VATNumber, 9}, "vatregistrationno": {VATNumber, 9}, "vatnumber": {VATNumber, 9}, "vatno": {VATNumber, 8}, "vatregno": {VATNumber, 8}, "suppliervatregistrationnumber": {VATNumber, 9},
	"companynumber": {CompanyNumber, 9}, "companyno": {CompanyNumber, 9}, "companyregistrationnumber": {CompanyNumber, 9}, "companyregistrationno": {CompanyNumber, 9}, "companyregno": {CompanyNumber, 9}, "companyregnumber": {CompanyNumber, 9},
	"suppliercompanynumber": {CompanyNumber, 9}, "suppliercompanyregistrationnumber": {CompanyNumber, 9}, "supplierregistrationnumber": {CompanyNumber, 7}, "companieshousenumber": {CompanyNumber, 9}, "companieshouseno": {CompanyNumber, 9},
	"companieshouseregistrationnumber": {CompanyNumber, 9}, "companyid": {CompanyNumber, 6}, "crn": {CompanyNumber, 6}, "registeredcompanynumber": {CompanyNumber, 9},
}

// heading returns the claim of a heading.
func heading(text string) claim {
	if len(text) > 120 {
		return claim{}
	}
	full := letters(text)
	bare := full
	// "Supplier(T)", "Amount (£)": text in brackets adds nothing.
	if i := strings.IndexByte(text, '('); i > 0 {
		bare = letters(text[:i])
	}
	for _, s := range [...]string{full, bare} {
		if c, ok := exact[s]; ok {
			return c
		}
	}
	if full == "" {
		if strings.ContainsAny(text, "£œ") {
			return claim{Amount, 5}
		}
		return claim{}
	}
	return meaning(bare)
}

// meaning interprets a heading that is not in the table by its words.
func meaning(s string) claim {
	has := func(w string) bool { return strings.Contains(s, w) }
	switch {
	case has("vat") && (has("reg") || has("number")):
		return claim{VATNumber, 6}
	case has("vat") && !has("amount") && !has("total") && !has("value") && !has("gross") && !has("net"), has("vatamount"), has("amountofvat"):
		return claim{}
	case has("postcode"):
		return claim{SupplierPostcode, 6}
	case has("typ") && strings.HasPrefix(s, "exp") && !has("nditure"):
		return claim{ExpenseType, 8}
	case has("area") && strings.HasPrefix(s, "exp"):
		return claim{ExpenseArea, 8}
	case has("type"):
		if has("supplier") {
			return claim{SupplierType, 5}
		}
		return claim{}
	case has("date") && !has("update"):
		return claim{PaymentDate, 3}
	case has("descri") || has("narrat"):
		return claim{Description, 4}
	case has("amount") || has("amt") || strings.HasSuffix(s, "paid"):
		return claim{Amount, 7}
	case (has("supplier") || has("vendor") || has("payee")) && (has("code") || has("number") || has("id") || has("no") || has("site") || has("ref")):
		return claim{}
	case has("supplier") || has("vendor") || has("payee") || has("merchant"):
		return claim{Supplier, 6}
	case has("contract"):
		return claim{ContractNumber, 3}
	case has("costcent"):
		return claim{ExpenseArea, 4}
	case has("accountname") || has("accountdesc"):
		return claim{ExpenseType, 5}
	case (has("trans") || has("voucher") || has("invoice") || has("document")) && (has("num") || has("ref") || has("no") || has("id")):
		return claim{TransactionNumber, 5}
	case has("spend") && !has("over") || has("value") || has("totalcost"):
		return claim{Amount, 4}
	case has("dep") && has("family"):
		return claim{DepartmentFamily, 6}
	case has("entity"):
		return claim{Entity, 6}
	}
	// Typing errors in the words that nearly every file has.
	for _, w := range [...]struct {
		word string
		claim
	}{
		{"supplier", claim{Supplier, 5}}, {"suppliername", claim{Supplier, 5}}, {"expensetype", claim{ExpenseType, 5}}, {"expensearea", claim{ExpenseArea, 5}},
		{"transactionnumber", claim{TransactionNumber, 5}}, {"transaction", claim{TransactionNumber, 5}}, {"departmentfamily", claim{DepartmentFamily, 5}}, {"department", claim{DepartmentFamily, 5}},
		{"entity", claim{Entity, 4}}, {"amount", claim{Amount, 5}}, {"paymentdate", claim{PaymentDate, 5}}, {"description", claim{Description, 3}},
	} {
		most := 1
		if len(w.word) >= 8 {
			most = 2
		}
		if d := distance(s, w.word, most); d <= most {
			return w.claim
		}
	}
	return claim{}
}

// letters returns the letters and digits of a heading, in lower case.
func letters(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case 'A' <= r && r <= 'Z':
			b.WriteByte(byte(r - 'A' + 'a'))
		case 'a' <= r && r <= 'z', '0' <= r && r <= '9':
			b.WriteByte(byte(r))
		}
	}
	return b.String()
}
