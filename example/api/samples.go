package api

// Documents to send, each small and made up.
const (
	ExampleCCG         = `{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01","closed":"2012-03-31"}`
	ExampleCSU         = `{"slug":"anglia","name":"Anglia CSU","stage":"unit","opened":"2013-04-01","closed":"2013-03-31","end":"merged"}`
	ExampleFramework   = `{"id":"example","name":"An example","kind":"closed","dates":{"notice":"2014-02-03","live":"2015-02-05","expiry":"2020-02-04"},"lots":[{"code":"1"}]}`
	ExampleCallOff     = `{"id":"example","framework":"lpf","lot":"1","buyers":["04Q"],"buyer_class":"ccg","supplier":"optum-health-solutions","route":"direct-award","date":"2015-09-15","lines":["medicines"]}`
	ExampleProcurement = `{"id":"example","began":"2016-06-01","value":"170000.00","vat":"excluded","route":"unadvertised","subject":"commissioning-support","authority_class":"ccg"}`
	ExampleCompetition = `{"lots":[{"code":"1","places":1}],"criteria":[{"id":"quality","weight":"60","max":"10"},{"id":"price","weight":"40","max":"10"}],` +
		`"bids":[{"lot":"1","supplier":{"id":"capita","kind":"independent"},"scores":[{"criterion":"quality","moderated":"8"},{"criterion":"price","moderated":"6.5"}]},` +
		`{"lot":"1","supplier":{"id":"north-of-england","kind":"csu"},"scores":[{"criterion":"quality","moderated":"7"},{"criterion":"price","moderated":"9"}]}]}`
	ExampleSLA       = `{"id":"example","provider":{"id":"north-of-england","kind":"csu"},"customers":[{"id":"00C","kind":"ccg","people":106079}],"basis":"nhs-contract","signed":"2013-01-15","term":{"starts":"2013-04-01","ends":"2014-03-31"},"lines":[{"id":"support","price":{"kind":"per-head","rate":"9.00","people":106079}}]}`
	ExampleSpend     = "Department family,Entity,Date,Expense Type,Expense Area,Supplier,Transaction Number,AP Amount\nDepartment of Health,NHS Darlington CCG,30/04/2015,Charges from CSU,CORPORATE COSTS,NORTH OF ENGLAND CSU,31900001,\"125,000.50\"\n"
	ExampleMarket    = `{"ccgs":{"groups":[{"code":"00C","name":"NHS Darlington CCG","opened":"2013-04-01"},{"code":"00C","name":"Another"}]}}`
	ExampleWhatIf    = `{"id":"mine","title":"Anglia ends half a year early","events":[{"on":"2013-11-01","do":"merge-csus","bodies":["anglia"],"into":"north-east-london"}]}`
	ExampleCrosswalk = `{"from":"2014-04-01","to":"2021-04-01","figures":{"00F":"100.00","00G":"50.00","01H":"25.00"}}`
)
